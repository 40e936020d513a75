package io.plumbline.deploy.imports;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a field's value comes from: a column, a fixed value, a text with columns in it, the first of several that is not
 * empty, or a row of another file. Written as a text alone, it is a column.
 *
 * @param column of the file
 * @param value the same for every row
 * @param text with columns in braces, for example {@code {City}, {Street}}
 * @param first the first of these that is not empty
 * @param lookup the name of a lookup, of which {@code take} is taken in the row found by {@code key}
 * @param table the name of a value table
 * @param date the format of a date or of a date with time, one of {@link java.time.format.DateTimeFormatter}
 * @param round to how many decimal places a number is rounded
 * @param when by column the values of which it must have one; otherwise this is empty
 * @param unless by column the values of which it must have none; otherwise this is empty
 * @param empty values that mean nothing here, besides those of the mapping
 * @param notFound for a lookup: the value where its key is in no row; without it and a default, that is refused
 * @param otherwise the value where all this is empty
 * @param split what separates the elements of a list
 * @param each for a list with fields: the lookup whose rows, found by {@code key}, are its elements
 * @param fields for a list with fields: those of an element
 */
record Expression(
        @Nullable String column,
        @Nullable String value,
        @Nullable String text,
        List<Expression> first,
        @Nullable String lookup,
        @Nullable Expression key,
        @Nullable String take,
        @Nullable String table,
        @Nullable String date,
        @Nullable Integer round,
        Map<String, List<String>> when,
        Map<String, List<String>> unless,
        List<String> empty,
        @JsonProperty("otherwise") @Nullable String notFound,
        @JsonProperty("default") @Nullable String otherwise,
        @Nullable String split,
        @Nullable String each,
        Map<String, Expression> fields) {

    Expression {
        first = Objects.requireNonNullElse(first, List.of());
        when = Objects.requireNonNullElse(when, Map.of());
        unless = Objects.requireNonNullElse(unless, Map.of());
        empty = Objects.requireNonNullElse(empty, List.of());
        fields = Objects.requireNonNullElse(fields, Map.of());
    }

    /** Where a value comes from, whatever is done with it then. */
    sealed interface Source {}

    record Column(String name) implements Source {}

    record Fixed(String value) implements Source {}

    record Template(String text) implements Source {}

    record First(List<Expression> alternatives) implements Source {}

    /**
     * @param take the column of the row that is found
     * @param notFound what stands for it where none is found; null where that is refused
     */
    record Found(
            String lookup,
            Expression key,
            String take,
            @Nullable String notFound) implements Source {}

    /** The one source that a checked expression has. */
    Source source() {
        if (column != null) {
            return new Column(column);
        }
        if (value != null) {
            return new Fixed(value);
        }
        if (text != null) {
            return new Template(text);
        }
        if (lookup != null) {
            return new Found(
                    lookup,
                    Objects.requireNonNull(key, "checked"),
                    Objects.requireNonNull(take, "checked"),
                    notFound == null && otherwise != null ? "" : notFound);
        }
        return new First(first);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Expression column(String column) {
        return new Expression(
                column, null, null, List.of(), null, null, null, null, null, null, Map.of(), Map.of(), List.of(), null,
                null, null, null, Map.of());
    }
}
