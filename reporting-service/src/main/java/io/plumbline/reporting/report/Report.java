package io.plumbline.reporting.report;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A report: a function of the database and what its rows are read into.
 *
 * @param sql a whole query
 * @param parameters of the query, from what was asked for
 */
public record Report<R extends Record>(
        String sql, Function<Scope, List<@Nullable Object>> parameters, Class<R> row, List<Formula> formulas) {

    /** A function that takes two instants and the filters. */
    public static <R extends Record> Report<R> of(String function, String order, Class<R> row, List<Formula> formulas) {
        return new Report<>(
                "select * from report." + function + "(" + Scope.PARAMETERS + ") order by " + order,
                Scope::parameters,
                row,
                formulas);
    }

    /** A function that takes two instants, a period and the filters. */
    public static <R extends Record> Report<R> over(
            Period period, String function, String order, Class<R> row, List<Formula> formulas) {
        return new Report<>(
                "select * from report." + function + "(?, ?, " + Scope.PARAMETERS + ") order by " + order,
                scope -> scope.parametersOver(period),
                row,
                formulas);
    }
}
