package io.plumbline.reporting.report;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.MissingServletRequestParameterException;

/** All reports by name. */
@Component
class ReportRegistry {

    /** The parameter of a comparison or an explanation that says which report is meant. */
    static final String FIGURE = "figure";

    private final Map<String, Report<?>> reports = new TreeMap<>();

    ReportRegistry(List<Report.Source> sources) {
        sources.forEach(source -> source.reports().forEach(report -> {
            if (reports.put(report.name(), report) != null) {
                throw new IllegalStateException("two reports are called " + report.name());
            }
        }));
    }

    Collection<Report<?>> all() {
        return reports.values();
    }

    List<Report<?>> comparable() {
        return reports.values().stream().filter(Report::isComparable).toList();
    }

    /** What answers a request for a report: the report, or what answers in its place where a goal is named. */
    static Report<?> answering(Report<?> report, HttpServletRequest request) {
        Report<?> ofGoal = report.ofGoal();
        return ofGoal != null && request.getParameter("goal") != null ? ofGoal : report;
    }

    /** The report that a comparison or an explanation is for. */
    Report<?> named(HttpServletRequest request) throws MissingServletRequestParameterException {
        String name = request.getParameter(FIGURE);
        if (name == null) {
            throw new MissingServletRequestParameterException(FIGURE, "String");
        }
        Report<?> found = comparable(name);
        if (found == null) {
            throw UnknownValue.ofConstants(
                    FIGURE, name, comparable().stream().map(Report::name).toList());
        }
        return answering(found.comparable(), request);
    }

    /** The parameters that the report takes which is named, or all that any takes where none is. */
    Map<String, Boolean> parameters(HttpServletRequest request) {
        String name = request.getParameter(FIGURE);
        Report<?> found = name == null ? null : comparable(name);
        Map<String, Boolean> names = new TreeMap<>(Map.of(FIGURE, false));
        List<Report<?>> meant = found == null ? comparable() : List.of(answering(found.comparable(), request));
        meant.forEach(report -> names.putAll(report.comparable().parameters()));
        return names;
    }

    private @Nullable Report<?> comparable(String name) {
        Report<?> found = reports.get(name);
        return found != null && found.isComparable() ? found : null;
    }
}
