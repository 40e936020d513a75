package io.plumbline.reporting.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A report: a function of schema {@code report} and what its rows are read into.
 *
 * @param filtered whether the function takes a filter; if not, it takes the territories alone
 * @param own what it takes beside these and the two instants
 */
public record Report<R extends Record>(
        String function, boolean filtered, List<Argument> own, String order, Class<R> row, List<Formula> formulas) {

    private static final Pattern LETTER_AFTER_UNDERSCORE = Pattern.compile("_([a-z])");

    /** A function that takes a filter. */
    public static <R extends Record> Report<R> of(String function, String order, Class<R> row, List<Formula> formulas) {
        return new Report<>(function, true, List.of(), order, row, formulas);
    }

    /** A function that takes a filter and a period. */
    public static <R extends Record> Report<R> over(
            Period period, String function, String order, Class<R> row, List<Formula> formulas) {
        return new Report<>(function, true, List.of(Argument.of(period)), order, row, formulas);
    }

    /** A function that takes the territories alone. */
    public static <R extends Record> Report<R> unfiltered(
            String function, String order, Class<R> row, List<Formula> formulas) {
        return new Report<>(function, false, List.of(), order, row, formulas);
    }

    /** The same, given a further parameter by its name. */
    public Report<R> with(String parameter, @Nullable Object value) {
        return with(Argument.of(parameter, value));
    }

    /** The same in one currency. */
    public Report<R> in(Money money) {
        return with(
                Argument.money(money.currency(), money.rates() == null ? Rates.BOOKING : money.rates(), money.plan()));
    }

    /** The same in one currency, at the rates of each goal's plan unless others are named. */
    public Report<R> in(@Nullable String currency, @Nullable Rates rates, @Nullable String plan) {
        return with(Argument.money(currency, rates, plan));
    }

    private Report<R> with(Argument argument) {
        List<Argument> all = new ArrayList<>(own);
        all.add(argument);
        return new Report<>(function, filtered, List.copyOf(all), order, row, formulas);
    }

    /** The same in another order. */
    public Report<R> orderedBy(String columns) {
        return new Report<>(function, filtered, own, columns, row, formulas);
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

    List<Argument> arguments(Scope scope) {
        List<Argument> arguments = new ArrayList<>();
        arguments.add(Argument.instant(scope));
        arguments.add(filtered ? Argument.filter(scope) : Argument.of("roots", scope.roots()));
        arguments.addAll(own);
        return arguments;
    }

    String sql(List<Argument> arguments) {
        return arguments.stream()
                .map(Argument::byName)
                .collect(Collectors.joining(", ", "select * from report." + function + "(", ") order by " + order));
    }
}
