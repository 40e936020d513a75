package io.plumbline.deploy.imports;

import io.plumbline.deploy.imports.Evaluator.Reading;
import io.plumbline.deploy.imports.Kind.Field;
import io.plumbline.deploy.imports.Kind.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes rows, as the services take them, of the records of a file. */
final class RowMapper {

    private final Mapping mapping;
    private final Mapping.Import part;
    private final Lookups lookups;
    private final Zones zones;
    private final Evaluator evaluator;
    private final Decimals decimals;
    private final Dates dates;

    RowMapper(Mapping mapping, Mapping.Import part, Lookups lookups, Zones zones) {
        this.mapping = mapping;
        this.part = part;
        this.lookups = lookups;
        this.zones = zones;
        this.evaluator = new Evaluator(mapping, lookups);
        this.decimals = new Decimals(mapping.numbers());
        this.dates = new Dates(mapping.dates(), mapping.language(), mapping.timeZone());
    }

    /** Whether the record is one of those that the mapping imports; one that is no record is, so that it is refused. */
    boolean takes(Entry entry) throws Faulty {
        return !entry.faulty().isEmpty() || evaluator.holds(entry, part.where(), part.unless());
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
        ObjectNode row = new Row(entry, faults).map();
        if (faults.isEmpty()) {
            zones.learn(part.kind(), row);
        }
        return row;
    }

    /** One record on its way to a row. */
    private final class Row {

        private final Entry entry;
        private final List<Fault> faults;
        private final ObjectNode row = JsonNodeFactory.instance.objectNode();

        /** Of its own territory or its customer's. */
        private @Nullable ZoneId zone;

        private @Nullable String currency;
        private final Closing closing;

        Row(Entry entry, List<Fault> faults) {
            this.entry = entry;
            this.faults = faults;
            this.closing = new Closing(entry, part.fields(), evaluator, faults);
        }

        /** Texts first: they say where days begin and what money is counted in. */
        ObjectNode map() {
            Map<String, Field> types = part.kind().fields();
            fill(entry, row, "", part.fields(), types, type -> type.parts().isEmpty() && !type.isDate());
            currency = row.path("currency").stringValue(null);
            fill(entry, row, "", part.fields(), types, Type::isDate);
            fill(entry, row, "", part.fields(), types, type -> !type.parts().isEmpty());
            if (part.kind() == Kind.OPPORTUNITIES) {
                closing.settle(row);
            }
            return row;
        }

        private void fill(
                Entry source,
                ObjectNode target,
                String prefix,
                Map<String, Expression> fields,
                Map<String, Field> types,
                Predicate<Type> wanted) {
            fields.forEach((name, expression) -> {
                Field field = Objects.requireNonNull(types.get(name), name);
                if (wanted.test(field.type())) {
                    fill(source, target, prefix + name, name, expression, field);
                }
            });
        }

        private void fill(
                Entry source, ObjectNode target, String path, String name, Expression expression, Field field) {
            try {
                JsonNode value = field.type().parts().isEmpty()
                        ? value(source, path, expression, field.type())
                        : list(source, path, expression, field.type());
                if (value != null) {
                    target.set(name, value);
                } else if (field.required()) {
                    faults.add(new Fault(
                            Evaluator.place(expression, path),
                            "required",
                            "is empty, and the field " + path + " is required"));
                } else if (field.closing() && evaluator.claims(source, expression)) {
                    closing.requireInstant(path, expression);
                }
            } catch (Faulty faulty) {
                if (!faults.contains(faulty.fault())) {
                    faults.add(faulty.fault());
                }
                closing.spoilt(path);
            }
        }

        private @Nullable JsonNode list(Entry from, String path, Expression expression, Type type) throws Faulty {
            ArrayNode elements = JsonNodeFactory.instance.arrayNode();
            for (Entry source : sources(from, path, expression)) {
                if (evaluator.holds(source, expression.when(), expression.unless())) {
                    ObjectNode element = JsonNodeFactory.instance.objectNode();
                    fill(
                            source,
                            element,
                            path + "[" + elements.size() + "].",
                            expression.fields(),
                            type.parts(),
                            t -> true);
                    elements.add(element);
                }
            }
            return elements.isEmpty() ? null : elements;
        }

        private List<Entry> sources(Entry from, String path, Expression expression) throws Faulty {
            if (expression.each() == null) {
                return List.of(from);
            }
            Reading key = evaluator.evaluate(from, path, Objects.requireNonNull(expression.key(), "checked"));
            return key.isEmpty() ? List.of() : lookups.rows(expression.each(), key.text());
        }

        private @Nullable JsonNode value(Entry source, String path, Expression expression, Type type) throws Faulty {
            Reading read = evaluator.evaluate(source, path, expression);
            return read.isEmpty() ? null : typed(path, read, type);
        }

        private JsonNode typed(String path, Reading read, Type type) throws Faulty {
            JsonNodeFactory json = JsonNodeFactory.instance;
            return switch (type) {
                case TEXT -> json.stringNode(read.text());
                case TEXTS -> {
                    ArrayNode texts = json.arrayNode();
                    for (String element : read.split() == null
                            ? List.of(read.text())
                            : List.of(read.text().split(Pattern.quote(read.split())))) {
                        if (!Text.strip(element).isEmpty()) {
                            texts.add(Text.strip(element));
                        }
                    }
                    yield texts;
                }
                case STATUS -> json.stringNode(Closing.status(read));
                case REFERENCE ->
                    json.objectNode().put("system", mapping.system()).put("reference", read.text());
                case INTEGER -> {
                    try {
                        yield json.numberNode(number(read, null).intValueExact());
                    } catch (ArithmeticException e) {
                        throw new Faulty(read.place(), "integer", "'%s' is no whole number".formatted(read.text()));
                    }
                }
                case DECIMAL -> json.numberNode(number(read, null));
                case MONEY -> json.numberNode(number(read, currency));
                case DATE -> {
                    Temporal date = date(read);
                    yield json.stringNode(dates.day(date, date instanceof LocalDate ? mapping.timeZone() : zone())
                            .toString());
                }
                case INSTANT -> {
                    Temporal date = date(read);
                    closing.read(path, date);
                    // a service is asked only where the answer makes a difference
                    yield json.stringNode(dates.moment(date, date instanceof LocalDate ? zone() : mapping.timeZone())
                            .toString());
                }
                case LINES, ORDER_LINES, MOVES -> throw new IllegalStateException(path + " is a list");
            };
        }

        private ZoneId zone() {
            if (zone == null) {
                zone = zones.of(part.kind(), row);
            }
            return zone;
        }

        private BigDecimal number(Reading read, @Nullable String money) throws Faulty {
            BigDecimal number = decimals.read(read.text(), read.own(), money, read.place());
            return read.round() == null ? number : number.setScale(read.round(), RoundingMode.HALF_UP);
        }

        private Temporal date(Reading read) throws Faulty {
            Temporal date = dates.read(read.text(), read.date());
            if (date == null && read.own()) {
                date = dates.read(read.text(), null);
            }
            if (date != null) {
                return date;
            }
            List<String> formats = new ArrayList<>();
            if (read.date() == null) {
                formats.addAll(mapping.dates());
                formats.add("ISO");
            } else {
                formats.add(read.date());
            }
            throw new Faulty(
                    read.place(),
                    "date",
                    "'%s' is no date of the format %s".formatted(read.text(), String.join(" or ", formats)));
        }
    }
}
