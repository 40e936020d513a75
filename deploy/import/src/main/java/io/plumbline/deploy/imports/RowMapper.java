package io.plumbline.deploy.imports;

import io.plumbline.deploy.imports.Kind.Field;
import io.plumbline.deploy.imports.Kind.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes rows, as the services take them, of the records of a file. */
final class RowMapper {

    private static final Pattern COLUMN = Pattern.compile("\\{([^{}]+)}");
    private static final Pattern CURRENCY_SIGN = Pattern.compile("^\\p{Sc}|\\p{Sc}$");
    private static final int DIGITS = 30;

    private final Mapping mapping;
    private final Mapping.Import part;
    private final Lookups lookups;
    private final Dates dates;

    RowMapper(Mapping mapping, Mapping.Import part, Lookups lookups) {
        this.mapping = mapping;
        this.part = part;
        this.lookups = lookups;
        this.dates = new Dates(mapping.dates(), mapping.timeZone());
    }

    /** Whether the record is one of those that the mapping imports. */
    boolean takes(Entry entry) {
        return hasOneOf(entry, part.where());
    }

    private static boolean hasOneOf(Entry entry, Map<String, List<String>> wanted) {
        return wanted.entrySet().stream().allMatch(column -> column.getValue().contains(entry.value(column.getKey())));
    }

    /**
     * The row.
     *
     * @param faults where everything that is wrong with the record is added
     */
    ObjectNode map(Entry entry, List<Fault> faults) {
        if (!entry.faulty().isEmpty()) {
            faults.add(new Fault("line " + entry.line(), "record", entry.faulty()));
            return JsonNodeFactory.instance.objectNode();
        }
        return object(entry, "", part.fields(), part.kind().fields(), faults);
    }

    private ObjectNode object(
            Entry entry, String prefix, Map<String, Expression> fields, Map<String, Field> types, List<Fault> faults) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        fields.forEach((name, expression) -> {
            Field field = Objects.requireNonNull(types.get(name), name);
            try {
                JsonNode value = field.type().parts().isEmpty()
                        ? value(entry, prefix + name, expression, field.type())
                        : list(entry, prefix + name, expression, field.type(), faults);
                if (value != null) {
                    row.set(name, value);
                } else if (field.required()) {
                    faults.add(new Fault(
                            place(expression, prefix + name),
                            "required",
                            "is empty, and the field " + prefix + name + " is required"));
                }
            } catch (Faulty faulty) {
                faults.add(faulty.fault());
            }
        });
        return row;
    }

    private @Nullable JsonNode list(Entry entry, String name, Expression expression, Type type, List<Fault> faults)
            throws Faulty {
        ArrayNode elements = JsonNodeFactory.instance.arrayNode();
        List<Entry> sources = expression.each() == null
                ? List.of(entry)
                : lookups.rows(
                        expression.each(), text(entry, name, Objects.requireNonNull(expression.key(), "checked")));
        for (Entry source : sources) {
            if (hasOneOf(source, expression.when())) {
                String element = name + "[" + elements.size() + "].";
                elements.add(object(source, element, expression.fields(), type.parts(), faults));
            }
        }
        return elements.isEmpty() ? null : elements;
    }

    private @Nullable JsonNode value(Entry entry, String name, Expression expression, Type type) throws Faulty {
        for (Expression alternative : expression.first()) {
            JsonNode value = value(entry, name, alternative, type);
            if (value != null) {
                return value;
            }
        }
        String text = text(entry, name, expression);
        return text.isEmpty() ? null : typed(name, expression, type, text);
    }

    /** Empty where the expression says nothing of this record. */
    private String text(Entry entry, String name, Expression expression) throws Faulty {
        String text = hasOneOf(entry, expression.when()) ? source(entry, name, expression) : "";
        if (mapping.empty().contains(text) || expression.empty().contains(text)) {
            text = "";
        }
        if (text.isEmpty()) {
            return Objects.requireNonNullElse(expression.otherwise(), "");
        }
        return expression.table() == null ? text : translated(name, expression, expression.table(), text);
    }

    private String source(Entry entry, String name, Expression expression) throws Faulty {
        if (expression.value() != null) {
            return expression.value();
        }
        if (expression.column() != null) {
            return entry.value(expression.column());
        }
        if (expression.text() != null) {
            return COLUMN.matcher(expression.text())
                    .replaceAll(column -> Matcher.quoteReplacement(entry.value(column.group(1))))
                    .strip();
        }
        if (expression.lookup() != null) {
            return lookedUp(entry, name, expression, expression.lookup());
        }
        for (Expression alternative : expression.first()) {
            String text = text(entry, name, alternative);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private String lookedUp(Entry entry, String name, Expression expression, String lookup) throws Faulty {
        Expression key = Objects.requireNonNull(expression.key(), "checked");
        String wanted = text(entry, name, key);
        if (wanted.isEmpty()) {
            return "";
        }
        List<Entry> found = lookups.rows(lookup, wanted);
        if (found.size() == 1) {
            return found.getFirst().value(Objects.requireNonNull(expression.take(), "checked"));
        }
        throw new Faulty(
                place(key, name),
                found.isEmpty() ? "in-lookup" : "one-in-lookup",
                "'%s' is %s in the lookup %s"
                        .formatted(wanted, found.isEmpty() ? "not" : "there several times", lookup));
    }

    private String translated(String name, Expression expression, String table, String text) throws Faulty {
        Mapping.Table values = Objects.requireNonNull(mapping.tables().get(table), table);
        String translated = values.values().get(text);
        if (translated != null) {
            return translated;
        }
        if (values.otherwise() == null) {
            throw new Faulty(place(expression, name), "in-table", "'%s' is not in the table %s".formatted(text, table));
        }
        return values.otherwise().equals(Mapping.Table.KEEP) ? text : values.otherwise();
    }

    private JsonNode typed(String name, Expression expression, Type type, String text) throws Faulty {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (type) {
            case TEXT -> json.stringNode(text);
            case TEXTS -> {
                ArrayNode texts = json.arrayNode();
                for (String element : expression.split() == null
                        ? List.of(text)
                        : List.of(text.split(Pattern.quote(expression.split())))) {
                    if (!element.isBlank()) {
                        texts.add(element.strip());
                    }
                }
                yield texts;
            }
            case REFERENCE -> json.objectNode().put("system", mapping.system()).put("reference", text);
            case INTEGER -> {
                try {
                    yield json.numberNode(number(name, expression, text).intValueExact());
                } catch (ArithmeticException e) {
                    throw new Faulty(place(expression, name), "integer", "'%s' is no whole number".formatted(text));
                }
            }
            case DECIMAL -> json.numberNode(number(name, expression, text));
            case DATE -> {
                LocalDate day = dates.day(text, expression.date());
                yield json.stringNode(String.valueOf(requireDate(name, expression, text, day)));
            }
            case INSTANT -> {
                Instant moment = dates.moment(text, expression.date());
                yield json.stringNode(String.valueOf(requireDate(name, expression, text, moment)));
            }
            case LINES, ORDER_LINES, MOVES -> throw new IllegalStateException(name + " is a list");
        };
    }

    private <T> T requireDate(String name, Expression expression, String text, @Nullable T read) throws Faulty {
        if (read == null) {
            List<String> formats = new ArrayList<>();
            if (expression.date() == null) {
                formats.addAll(mapping.dates());
                formats.add("ISO");
            } else {
                formats.add(expression.date());
            }
            throw new Faulty(
                    place(expression, name),
                    "date",
                    "'%s' is no date of the format %s".formatted(text, String.join(" or ", formats)));
        }
        return read;
    }

    private BigDecimal number(String name, Expression expression, String text) throws Faulty {
        String plain = CURRENCY_SIGN.matcher(text).replaceAll("").strip();
        String grouping = mapping.numbers().grouping();
        if (grouping != null) {
            plain = plain.replace(grouping, "");
        }
        plain = plain.replace(mapping.numbers().decimal(), ".");
        try {
            BigDecimal number = new BigDecimal(plain).stripTrailingZeros();
            if (plain.length() > DIGITS || Math.abs(number.scale()) > DIGITS) {
                throw new NumberFormatException("too long");
            }
            return number.scale() < 0 ? number.setScale(0) : number;
        } catch (NumberFormatException e) {
            throw new Faulty(place(expression, name), "number", "'%s' is no number".formatted(text));
        }
    }

    /** The column that an expression reads, or the field where it reads none or several. */
    private static String place(Expression expression, String name) {
        return expression.column() == null ? name : expression.column();
    }

    /** Every column that the mapping reads of this file, besides those of lookups. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(part.where().keySet());
        part.fields().values().forEach(expression -> columns(expression, columns));
        return columns;
    }

    private void columns(Expression expression, List<String> columns) {
        if (expression.column() != null) {
            columns.add(expression.column());
        }
        if (expression.text() != null) {
            COLUMN.matcher(expression.text()).results().forEach(found -> columns.add(found.group(1)));
        }
        if (expression.each() == null) {
            columns.addAll(expression.when().keySet());
        }
        expression.first().forEach(alternative -> columns(alternative, columns));
        if (expression.key() != null) {
            columns(expression.key(), columns);
        }
        if (expression.lookup() != null) {
            requireColumn(expression.lookup(), Objects.requireNonNull(expression.take(), "checked"));
        }
        if (expression.each() == null) {
            expression.fields().values().forEach(field -> columns(field, columns));
        } else {
            List<String> inLookup = new ArrayList<>(expression.when().keySet());
            expression.fields().values().forEach(field -> columns(field, inLookup));
            inLookup.forEach(column -> requireColumn(expression.each(), column));
        }
    }

    private void requireColumn(String lookup, String column) {
        if (!lookups.columns(lookup).isEmpty() && !lookups.columns(lookup).contains(column)) {
            throw new ImportFailure(
                    "The lookup %s has no column %s; it has %s.".formatted(lookup, column, lookups.columns(lookup)));
        }
    }
}
