package io.plumbline.deploy.imports;

import io.plumbline.deploy.imports.Expression.Column;
import io.plumbline.deploy.imports.Expression.First;
import io.plumbline.deploy.imports.Expression.Fixed;
import io.plumbline.deploy.imports.Expression.Found;
import io.plumbline.deploy.imports.Expression.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What expressions say of a record. Every expression, whatever its source, goes the same way: its conditions, its source,
 * what means nothing, its table, its default; so no key can hold with one kind of source and not with another.
 */
final class Evaluator {

    static final Pattern IN_TEMPLATE = Pattern.compile("\\{([^{}]+)}");

    /**
     * What an expression says.
     *
     * @param text empty where it says nothing
     * @param place the column, or the field where it comes from no single column
     * @param own whether the mapping itself says so, and not the file
     * @param date the format that it names
     * @param split what separates the elements of a list
     * @param round to how many decimal places
     */
    record Reading(
            String text,
            String place,
            boolean own,
            @Nullable String date,
            @Nullable String split,
            @Nullable Integer round) {

        private static Reading file(String text, String place) {
            return new Reading(text, place, false, null, null, null);
        }

        private static Reading own(String text, String place) {
            return new Reading(text, place, true, null, null, null);
        }

        private Reading text(String other, boolean isOwn) {
            return new Reading(other, place, isOwn, date, split, round);
        }

        /** Read as the expression says, where an alternative of it does not say otherwise. */
        private Reading readAs(Expression expression) {
            return new Reading(
                    text,
                    place,
                    own,
                    date == null ? expression.date() : date,
                    split == null ? expression.split() : split,
                    round == null ? expression.round() : round);
        }

        boolean isEmpty() {
            return text.isEmpty();
        }
    }

    /** A table whose names are found however they are spelt, unless two of them differ in nothing else. */
    private record Names(Mapping.Table table, Map<String, String> folded) {

        static Names of(Mapping.Table table) {
            Map<String, Set<String>> all = table.values().entrySet().stream()
                    .collect(Collectors.groupingBy(
                            value -> Text.folded(value.getKey()),
                            Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
            Map<String, String> folded = new HashMap<>();
            all.forEach((name, values) -> {
                if (values.size() == 1) {
                    folded.put(name, values.iterator().next());
                }
            });
            return new Names(table, folded);
        }

        @Nullable String of(String name) {
            String exact = table.values().get(name);
            return exact == null ? folded.get(Text.folded(name)) : exact;
        }
    }

    private final Set<String> empty;
    private final Map<String, Names> tables;
    private final Lookups lookups;
    private final Conditions conditions;

    Evaluator(Mapping mapping, Lookups lookups) {
        this.empty = Set.copyOf(mapping.empty());
        this.tables = mapping.tables().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, table -> Names.of(table.getValue())));
        this.lookups = lookups;
        this.conditions = new Conditions(mapping.empty());
    }

    boolean holds(Entry entry, Map<String, List<String>> when, Map<String, List<String>> unless) throws Faulty {
        return conditions.hold(entry, when, unless);
    }

    /** @param field that the value is for */
    Reading evaluate(Entry entry, String field, Expression expression) throws Faulty {
        Reading read = holds(entry, expression.when(), expression.unless())
                ? named(source(entry, field, expression.source()), expression)
                : Reading.file("", place(expression, field));
        if (read.isEmpty() && expression.otherwise() != null) {
            read = Reading.own(expression.otherwise(), read.place());
        }
        return read.readAs(expression);
    }

    /** Whether a condition of the expression, or of one of its alternatives, holds: the record claims what it is about. */
    boolean claims(Entry entry, Expression expression) throws Faulty {
        if (!expression.when().isEmpty() || !expression.unless().isEmpty()) {
            return holds(entry, expression.when(), expression.unless());
        }
        for (Expression alternative : expression.first()) {
            if (claims(entry, alternative)) {
                return true;
            }
        }
        return false;
    }

    private Reading named(Reading read, Expression expression) throws Faulty {
        String text = Text.strip(read.text());
        if (text.isEmpty() || empty.contains(text) || expression.empty().contains(text)) {
            return read.text("", false);
        }
        if (expression.table() == null) {
            return read.text(text, read.own());
        }
        Names names = Objects.requireNonNull(tables.get(expression.table()), expression.table());
        String name = names.of(text);
        if (name != null) {
            return read.text(Text.strip(name), true);
        }
        if (names.table().otherwise() == null) {
            throw new Faulty(
                    read.place(), "in-table", "'%s' is not in the table %s".formatted(text, expression.table()));
        }
        return names.table().otherwise().equals(Mapping.Table.KEEP)
                ? read.text(text, read.own())
                : read.text(names.table().otherwise(), true);
    }

    private Reading source(Entry entry, String field, Expression.Source source) throws Faulty {
        return switch (source) {
            case Column column ->
                new Reading(
                        entry.value(column.name()),
                        column.name(),
                        entry.numbers().contains(column.name()),
                        null,
                        null,
                        null);
            case Fixed fixed -> Reading.own(fixed.value(), field);
            case Template template ->
                Reading.file(
                        IN_TEMPLATE
                                .matcher(template.text())
                                .replaceAll(column -> Matcher.quoteReplacement(entry.value(column.group(1)))),
                        field);
            case First first -> {
                for (Expression alternative : first.alternatives()) {
                    Reading read = evaluate(entry, field, alternative);
                    if (!read.isEmpty()) {
                        yield read;
                    }
                }
                yield Reading.file("", field);
            }
            case Found found -> found(entry, field, found);
        };
    }

    private Reading found(Entry entry, String field, Found found) throws Faulty {
        Reading key = evaluate(entry, field, found.key());
        if (key.isEmpty()) {
            return Reading.file("", key.place());
        }
        List<Entry> rows = lookups.rows(found.lookup(), key.text());
        if (rows.size() == 1) {
            return Reading.file(rows.getFirst().value(found.take()), key.place());
        }
        if (rows.isEmpty() && found.notFound() != null) {
            return Reading.own(found.notFound(), key.place());
        }
        throw new Faulty(
                key.place(),
                rows.isEmpty() ? "in-lookup" : "one-in-lookup",
                "'%s' is %s in the lookup %s"
                        .formatted(key.text(), rows.isEmpty() ? "not" : "there several times", found.lookup()));
    }

    /** The column that an expression reads, or the field where it reads none or several. */
    static String place(Expression expression, String field) {
        return expression.column() == null ? field : expression.column();
    }
}
