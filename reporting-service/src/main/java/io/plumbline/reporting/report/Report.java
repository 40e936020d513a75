package io.plumbline.reporting.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A report: a function of schema {@code report} and what its rows are read into.
 *
 * @param own what the function takes before the two instants
 * @param filtered whether it takes the seven filters after them; if not, it takes the territories alone
 * @param further what it takes after those
 */
public record Report<R extends Record>(
        String function,
        List<@Nullable Object> own,
        boolean filtered,
        List<@Nullable Object> further,
        String order,
        Class<R> row,
        List<Formula> formulas) {

    private static final Pattern LETTER_AFTER_UNDERSCORE = Pattern.compile("_([a-z])");

    /** A function that takes two instants and the filters. */
    public static <R extends Record> Report<R> of(String function, String order, Class<R> row, List<Formula> formulas) {
        return new Report<>(function, List.of(), true, List.of(), order, row, formulas);
    }

    /** A function that takes a period's days first. */
    public static <R extends Record> Report<R> over(
            Period period, String function, String order, Class<R> row, List<Formula> formulas) {
        return new Report<>(function, List.of(period.from(), period.to()), true, List.of(), order, row, formulas);
    }

    /** A function that takes two instants, the territories and what is given. */
    public static <R extends Record> Report<R> unfiltered(
            String function, String order, Class<R> row, List<Formula> formulas, @Nullable Object... further) {
        return new Report<>(function, List.of(), false, Arrays.asList(further), order, row, formulas);
    }

    /** The same, with what the function takes before all else. */
    public Report<R> with(@Nullable Object... first) {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(first));
        all.addAll(own);
        return new Report<>(function, all, filtered, further, order, row, formulas);
    }

    /** The same, with what the function takes after all else. */
    public Report<R> and(List<? extends @Nullable Object> last) {
        List<@Nullable Object> all = new ArrayList<>(further);
        all.addAll(last);
        return new Report<>(function, own, filtered, all, order, row, formulas);
    }

    /** The same in another order. */
    public Report<R> orderedBy(String columns) {
        return new Report<>(function, own, filtered, further, columns, row, formulas);
    }

    /** What names a row: the columns by which rows are in order; none where there is but one row. */
    List<String> key() {
        return Arrays.stream(order.split(", "))
                .map(column -> LETTER_AFTER_UNDERSCORE
                        .matcher(column)
                        .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT)))
                .filter(CellText.names(row)::contains)
                .toList();
    }

    List<@Nullable Object> parameters(Scope scope) {
        List<@Nullable Object> parameters = new ArrayList<>(own);
        parameters.addAll(filtered ? scope.filters() : scope.territories());
        parameters.addAll(further);
        return parameters;
    }

    String sql(int parameters) {
        String marks = String.join(", ", Collections.nCopies(parameters, "?"));
        return "select * from report." + function + "(" + marks + ") order by " + order;
    }
}
