package io.plumbline.reporting.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A report, stated once. Its endpoint, its entry in the OpenAPI document, its comparison and explanation, and how it is
 * written as CSV come from this; its formulas and what it says of itself stand in the comment of its function.
 *
 * @param name the last part of the address of the report
 * @param function of schema {@code report}
 * @param filtered whether it can be narrowed by more than territories
 * @param parts what else it can be asked for
 * @param dimensions along what it can be divided, of which the first is the default if {@code divided} says so
 * @param key the columns that name a row; none where there is but one row
 * @param order of the rows, in columns of the function
 * @param additive the columns of its rows that add up, so that a row that is absent stands for zero
 * @param subjects the kinds of aggregate whose events it is made of, as their types begin
 * @param causes what finds the events behind it; null where it is neither compared nor explained
 * @param compared what is compared and explained in its place, where its own rows are too fine for that
 * @param ofGoal what answers in its place where a goal is named
 */
public record Report<R extends Record>(
        String name,
        String function,
        Class<R> row,
        boolean filtered,
        List<Part<?>> parts,
        @Nullable Dimensions dimensions,
        List<String> key,
        String order,
        Set<String> additive,
        List<String> subjects,
        @Nullable Causes causes,
        @Nullable Report<?> compared,
        @Nullable Report<R> ofGoal) {

    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    /** A feature's reports. */
    public interface Source {
        List<Report<?>> reports();
    }

    /** @param otherwise what it is divided along unless something else is asked for; null where that has to be said */
    record Dimensions(List<Dimension> all, @Nullable Dimension otherwise) {}

    /**
     * What finds the events behind a report.
     *
     * @param arguments of those that the report's function takes, the ones that this one takes too
     */
    record Causes(String function, List<String> arguments, List<Argument> fixed) {}

    /** A report that can be narrowed by all filters. */
    public static <R extends Record> Builder<R> filtered(String name, String function, Class<R> row) {
        return new Builder<>(name, function, row, true);
    }

    /** A report that can be narrowed to territories alone. */
    public static <R extends Record> Builder<R> ofTerritories(String name, String function, Class<R> row) {
        return new Builder<>(name, function, row, false);
    }

    /** Puts a report together. */
    public static final class Builder<R extends Record> {

        private final String name;
        private final String function;
        private final Class<R> row;
        private final boolean filtered;
        private List<Part<?>> parts = List.of();
        private @Nullable Dimensions dimensions;
        private List<String> key = List.of();
        private @Nullable String order;
        private Set<String> additive = Set.of();
        private List<String> subjects = List.of();
        private @Nullable Causes causes;
        private @Nullable Report<?> compared;
        private @Nullable Report<R> ofGoal;

        private Builder(String name, String function, Class<R> row, boolean filtered) {
            this.name = name;
            this.function = function;
            this.row = row;
            this.filtered = filtered;
        }

        public Builder<R> takes(Part<?>... taken) {
            parts = List.of(taken);
            return this;
        }

        /** Along what it can be divided, which has to be said. */
        public Builder<R> along(Dimension... all) {
            dimensions = new Dimensions(List.of(all), null);
            return this;
        }

        /** Along what it can be divided; along the first unless something else is asked for. */
        public Builder<R> alongFirstOf(Dimension... all) {
            dimensions = new Dimensions(List.of(all), all[0]);
            return this;
        }

        /** What names a row, and the order of the rows unless {@link #orderedBy} says another. */
        public Builder<R> key(String... columns) {
            key = List.of(columns);
            return this;
        }

        public Builder<R> orderedBy(String columns) {
            order = columns;
            return this;
        }

        public Builder<R> adding(String... columns) {
            additive = Set.of(columns);
            return this;
        }

        public Builder<R> madeOf(String... aggregates) {
            subjects = List.of(aggregates);
            return this;
        }

        /** @param arguments of those that the report's function takes, the ones that this one takes too */
        public Builder<R> causedBy(String causesFunction, String... arguments) {
            causes = new Causes(causesFunction, List.of(arguments), List.of());
            return this;
        }

        /** The same, given a parameter of its own. */
        public Builder<R> causedBy(String causesFunction, Map<String, String> own, String... arguments) {
            causes = new Causes(
                    causesFunction,
                    List.of(arguments),
                    own.entrySet().stream()
                            .map(one -> Argument.of(one.getKey(), one.getValue()))
                            .toList());
            return this;
        }

        public Builder<R> comparedAs(Report<?> other) {
            compared = other;
            return this;
        }

        public Builder<R> ofGoal(Report<R> other) {
            ofGoal = other;
            return this;
        }

        public Report<R> build() {
            List<String> columns = CellText.names(row);
            List.of(key, additive)
                    .forEach(named -> named.forEach(column -> {
                        if (!columns.contains(column)) {
                            throw new IllegalArgumentException(name + " has no column " + column);
                        }
                    }));
            String inOrder = order != null ? order : key.isEmpty() ? "1" : snake(key);
            return new Report<>(
                    name,
                    function,
                    row,
                    filtered,
                    parts,
                    dimensions,
                    key,
                    inOrder,
                    additive,
                    subjects,
                    causes,
                    compared,
                    ofGoal);
        }

        private static String snake(List<String> columns) {
            return columns.stream()
                    .map(column -> CAPITAL.matcher(column)
                            .replaceAll(found -> "_" + found.group().toLowerCase(Locale.ROOT)))
                    .collect(Collectors.joining(", "));
        }
    }

    /** What is compared and explained: this, or what stands in its place. */
    Report<?> comparable() {
        return compared == null ? this : compared;
    }

    boolean isComparable() {
        return comparable().causes != null;
    }

    ReportCall<R> call(Asked asked) {
        return new ReportCall<>(function, filtered, arguments(asked), order, row);
    }

    /** The events behind the report. */
    ReportCall<Cause> causes(Asked asked) {
        Causes found = Objects.requireNonNull(causes);
        List<Argument> taken = new ArrayList<>(found.fixed());
        arguments(asked).stream()
                .filter(argument -> found.arguments().contains(argument.name()))
                .forEach(taken::add);
        return new ReportCall<>(found.function(), filtered, taken, Cause.ORDER, Cause.class);
    }

    /** What happened by an instant and was recorded only after another. */
    ReportCall<Cause> late(Object knownBefore) {
        return new ReportCall<>("late_causes", true, List.of(), Cause.ORDER, Cause.class)
                .with("subjects", subjects.toArray(String[]::new))
                .with("known_before", knownBefore);
    }

    private List<Argument> arguments(Asked asked) {
        List<Argument> arguments = new ArrayList<>();
        parts.forEach(part -> arguments.addAll(part.arguments().apply(asked)));
        if (asked.dimension() != null) {
            arguments.add(Argument.of("dimension", asked.dimension().name()));
        }
        return arguments;
    }

    /** The records that are bound from a request. */
    List<Class<? extends Record>> bound() {
        List<Class<? extends Record>> types = new ArrayList<>();
        types.add(filtered ? ReportQuery.class : TerritoryQuery.class);
        parts.forEach(part -> types.add(part.type()));
        return types;
    }

    /** The parameters of a request, and whether each may be given several times; with those of {@link #ofGoal}. */
    Map<String, Boolean> parameters() {
        Map<String, Boolean> names = new LinkedHashMap<>();
        Set<Class<? extends Record>> types = new LinkedHashSet<>(bound());
        if (ofGoal != null) {
            types.addAll(ofGoal.bound());
        }
        types.forEach(type -> Arrays.stream(type.getRecordComponents())
                .forEach(
                        component -> names.put(component.getName(), List.class.isAssignableFrom(component.getType()))));
        if (dimensions != null) {
            names.put("dimension", false);
        }
        return names;
    }
}
