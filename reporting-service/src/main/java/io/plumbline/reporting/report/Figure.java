package io.plumbline.reporting.report;

import java.util.List;
import java.util.Set;
import org.springframework.web.bind.MissingServletRequestParameterException;

/**
 * A figure that can be compared and explained by its name.
 *
 * @param name the last part of the address of its report
 * @param subjects the kinds of aggregate whose events it is made of, as their types begin
 * @param additive the columns of its rows that add up, so that a row that is absent stands for zero
 * @param report the figure
 * @param causes the events behind it: rows of {@link Cause}
 */
public record Figure(
        String name,
        List<String> subjects,
        Set<String> additive,
        Asked<Report<? extends Record>> report,
        Asked<Report<Cause>> causes) {

    /** What of a request makes a report. */
    @FunctionalInterface
    public interface Asked<T> {

        /** @throws MissingServletRequestParameterException if the figure needs what is not given */
        T of(FigureQuery query) throws MissingServletRequestParameterException;
    }

    /** A feature's figures. */
    public interface Source {
        List<Figure> figures();
    }

    /** The events behind a figure whose function takes a filter. */
    public static Report<Cause> causes(String function) {
        return Report.of(function, Cause.ORDER, Cause.class, List.of());
    }

    /** The events behind a figure of a period. */
    public static Report<Cause> causes(String function, Period period) {
        return Report.over(period, function, Cause.ORDER, Cause.class, List.of());
    }

    /** The events behind a figure whose function takes the territories alone. */
    public static Report<Cause> causesUnfiltered(String function) {
        return Report.unfiltered(function, Cause.ORDER, Cause.class, List.of());
    }

    /** What happened by an instant and was recorded only after another. */
    Report<Cause> late(Object knownBefore) {
        return causes("late_causes")
                .with("subjects", subjects.toArray(String[]::new))
                .with("known_before", knownBefore);
    }
}
