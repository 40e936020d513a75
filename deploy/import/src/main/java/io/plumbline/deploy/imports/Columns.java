package io.plumbline.deploy.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns that an import reads of its own file, and whether they are there. */
final class Columns {

    private final Mapping.Import part;
    private final Lookups lookups;
    private final Set<String> required = new LinkedHashSet<>();

    /** What stands for a column that may be missing. */
    private final Map<String, String> optional = new LinkedHashMap<>();

    /** @throws ImportFailure where a lookup lacks a column that is taken from it */
    Columns(Mapping.Import part, Lookups lookups) {
        this.part = part;
        this.lookups = lookups;
        required.addAll(part.where().keySet());
        part.unless().keySet().forEach(column -> optional.put(column, "no row is left out by it"));
        part.fields().values().forEach(expression -> add(expression, null));
    }

    Set<String> required() {
        return required;
    }

    /**
     * What is worth knowing about columns that the file does not have and need not have.
     *
     * @throws ImportFailure where one is missing that it must have
     */
    List<String> missing(List<String> inFile) {
        List<String> notes = new ArrayList<>();
        for (String column : required) {
            if (!inFile.contains(column)) {
                throw new ImportFailure(
                        inFile.contains(column + "#1")
                                ? "%s has several columns %s; %s#1 is the first of them, %s#2 the second."
                                        .formatted(part.title(), column, column, column)
                                : "%s has no column %s, which the mapping's %s name; it has %s."
                                        .formatted(part.title(), column, part.into(), inFile));
            }
        }
        optional.forEach((column, instead) -> {
            if (!inFile.contains(column) && !required.contains(column)) {
                notes.add("%s has no column %s: %s".formatted(part.title(), column, instead));
            }
        });
        return notes;
    }

    /** @param standIn the default of the expression or of one around it, which stands for a column that is missing */
    private void add(Expression expression, @Nullable String standIn) {
        String otherwise = expression.otherwise() == null ? standIn : expression.otherwise();
        if (expression.column() != null) {
            add(expression.column(), otherwise);
        }
        if (expression.text() != null) {
            Evaluator.IN_TEMPLATE.matcher(expression.text()).results().forEach(found -> add(found.group(1), null));
        }
        if (expression.each() == null) {
            required.addAll(expression.when().keySet());
            required.addAll(expression.unless().keySet());
            expression.fields().values().forEach(field -> add(field, null));
        } else {
            inLookup(expression.each(), expression);
        }
        expression.first().forEach(alternative -> add(alternative, otherwise));
        if (expression.key() != null) {
            add(expression.key(), null);
        }
        if (expression.lookup() != null) {
            requireColumn(expression.lookup(), Objects.requireNonNull(expression.take(), "checked"));
        }
    }

    private void add(String column, @Nullable String standIn) {
        if (standIn == null) {
            required.add(column);
        } else {
            optional.put(column, "'%s' stands in every row".formatted(standIn));
        }
    }

    /** What is read of the rows of a lookup, which a list is made of. */
    private void inLookup(String lookup, Expression list) {
        var inLookup = new Columns(
                new Mapping.Import(part.into(), lookup, List.of(), null, list.when(), Map.of(), null, list.fields()),
                lookups);
        list.unless().keySet().forEach(column -> requireColumn(lookup, column));
        inLookup.required.forEach(column -> requireColumn(lookup, column));
    }

    private void requireColumn(String lookup, String column) {
        if (!lookups.columns(lookup).isEmpty() && !lookups.columns(lookup).contains(column)) {
            throw new ImportFailure(
                    "The lookup %s has no column %s; it has %s.".formatted(lookup, column, lookups.columns(lookup)));
        }
    }
}
