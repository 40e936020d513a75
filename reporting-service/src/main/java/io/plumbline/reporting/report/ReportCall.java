package io.plumbline.reporting.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function of schema {@code report}, and what its rows are read into. Parameters are passed by name.
 *
 * @param filtered whether the function takes a filter; if not, it takes the territories alone
 * @param own what it takes beside these and the two instants
 */
public record ReportCall<R extends Record>(
        String function, boolean filtered, List<Argument> own, String order, Class<R> row) {

    /** A function that takes the territories alone. */
    public static <R extends Record> ReportCall<R> ofTerritories(String function, String order, Class<R> row) {
        return new ReportCall<>(function, false, List.of(), order, row);
    }

    /** The same, given a further parameter by its name. */
    public ReportCall<R> with(String parameter, @Nullable Object value) {
        List<Argument> all = new ArrayList<>(own);
        all.add(Argument.of(parameter, value));
        return new ReportCall<>(function, filtered, List.copyOf(all), order, row);
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

    /** The functions whose comments define what is answered: the report's own, and those of what it is asked for. */
    String[] defining() {
        return Stream.concat(
                        Stream.of(function),
                        own.stream().map(Argument::definedBy).flatMap(Stream::ofNullable))
                .toArray(String[]::new);
    }
}
