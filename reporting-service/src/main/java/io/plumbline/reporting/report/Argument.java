package io.plumbline.reporting.report;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function of schema {@code report} is given for one of its parameters, by name.
 *
 * @param sql the expression, with a mark for each value
 */
record Argument(String name, String sql, List<@Nullable Object> values) {

    static Argument of(String name, @Nullable Object value) {
        return new Argument(name, "?", Arrays.asList(value));
    }

    static Argument of(Period period) {
        return new Argument("period", "report.period(?, ?)", List.of(period.from(), period.to()));
    }

    /** @param rates null leaves it to the function, which then takes those of each goal's plan */
    static Argument money(@Nullable String currency, @Nullable Rates rates, @Nullable String plan) {
        return new Argument(
                "money", "report.money(?, ?, ?)", Arrays.asList(currency, rates == null ? null : rates.name(), plan));
    }

    /** The two instants. */
    static Argument instant(Scope scope) {
        return new Argument(
                "instant",
                "report.instant(?, ?)",
                List.of(scope.asOf().atOffset(ZoneOffset.UTC), scope.knownAt().atOffset(ZoneOffset.UTC)));
    }

    /** All that a report is filtered by. */
    static Argument filter(Scope scope) {
        return new Argument(
                "filter",
                "report.filter(roots => ?, product_lines => ?, segments => ?, industries => ?, channels => ?,"
                        + " representatives => ?, tiers => ?)",
                Arrays.asList(
                        scope.roots(),
                        scope.productLines(),
                        scope.segments(),
                        scope.industries(),
                        scope.channels(),
                        scope.representatives(),
                        scope.tiers()));
    }

    String byName() {
        return name + " => " + sql;
    }

    /** The function whose comment defines what the parameter means for a figure; null where it only chooses. */
    @Nullable String definedBy() {
        return switch (name) {
            case "money" -> "money";
            case "credit" -> "before_credit";
            default -> null;
        };
    }
}
