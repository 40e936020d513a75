package io.plumbline.deploy.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * How the files of an export become rows of Plumbline.
 *
 * @param system names the other system in external references
 * @param timeZone of times and days that don't say theirs
 * @param dates formats that are tried in turn where a field names none; the ISO formats are always understood
 * @param ambiguousDates {@code first} where one text may be two days by two of the formats, and the first of them counts
 * @param language of the names of months and days in dates, as {@code de}; English where it is not given
 * @param empty values that mean nothing, besides the empty one
 * @param numbers how numbers are written
 * @param csv how CSV files are written
 * @param tables by name, what a value of the other system is called here
 * @param lookups by name, other files in which values are looked up
 * @param imports what is imported
 */
record Mapping(
        String system,
        ZoneId timeZone,
        List<String> dates,
        @Nullable String ambiguousDates,
        Locale language,
        List<String> empty,
        Numbers numbers,
        Csv csv,
        Map<String, Table> tables,
        Map<String, Lookup> lookups,
        List<Import> imports) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build();

    /** @param grouping what may stand between digits and means nothing; null for nothing */
    record Numbers(String decimal, @Nullable String grouping) {

        static final Numbers PLAIN = new Numbers(".", null);

        Numbers {
            decimal = Objects.requireNonNullElse(decimal, ".");
        }
    }

    /** @param header the columns' names where the file has no such line */
    record Csv(String encoding, String delimiter, String quote, List<String> header) {

        static final Csv PLAIN = new Csv("UTF-8", ",", "\"", List.of());

        Csv {
            encoding = Objects.requireNonNullElse(encoding, "UTF-8");
            delimiter = Objects.requireNonNullElse(delimiter, ",");
            quote = Objects.requireNonNullElse(quote, "\"");
            header = Objects.requireNonNullElse(header, List.of());
        }
    }

    /**
     * A value table.
     *
     * @param otherwise what a value becomes that is not in it: {@code keep} leaves it as it is; null refuses its row
     */
    record Table(Map<String, String> values, @Nullable String otherwise) {

        static final String KEEP = "keep";

        Table {
            values = Objects.requireNonNullElse(values, Map.of());
        }
    }

    /** @param csv how the file is written where that differs from the mapping's */
    record Lookup(String file, String key, @Nullable Csv csv) {}

    /**
     * Rows of one kind from one file.
     *
     * @param into one of {@link Kind}, in lower case
     * @param file in the folder; null where {@code rows} are given
     * @param rows that are in no file
     * @param where by column the values of which a row must have one; others are left out
     * @param unless by column the values of which a row must have none; others are left out
     * @param fields by name; null where rows are given by the fields' names
     * @param repeated {@code skip} where a reference that comes again is the same row; else it is refused
     */
    record Import(
            String into,
            @Nullable String file,
            List<Map<String, @Nullable String>> rows,
            @Nullable Csv csv,
            Map<String, List<String>> where,
            Map<String, List<String>> unless,
            @Nullable String repeated,
            Map<String, Expression> fields) {

        Import {
            rows = Objects.requireNonNullElse(rows, List.of());
            where = Objects.requireNonNullElse(where, Map.of());
            unless = Objects.requireNonNullElse(unless, Map.of());
            fields = fields == null ? asTheyAre(rows) : fields;
        }

        private static Map<String, Expression> asTheyAre(List<Map<String, @Nullable String>> rows) {
            Map<String, Expression> fields = new LinkedHashMap<>();
            rows.forEach(row -> row.keySet().forEach(key -> fields.put(key, Expression.column(key))));
            return fields;
        }

        Kind kind() {
            return Kind.valueOf(into.toUpperCase(Locale.ROOT));
        }

        /** What it is called where it is spoken of. */
        String title() {
            return file == null ? "the mapping's own " + into : file;
        }

        boolean skipsRepeated() {
            return "skip".equals(repeated);
        }
    }

    Mapping {
        dates = Objects.requireNonNullElse(dates, List.of());
        language = Objects.requireNonNullElse(language, Locale.ENGLISH);
        empty = Objects.requireNonNullElse(empty, List.of());
        numbers = Objects.requireNonNullElse(numbers, Numbers.PLAIN);
        csv = Objects.requireNonNullElse(csv, Csv.PLAIN);
        tables = Objects.requireNonNullElse(tables, Map.of());
        lookups = Objects.requireNonNullElse(lookups, Map.of());
        imports = Objects.requireNonNullElse(imports, List.of());
        timeZone = Objects.requireNonNullElse(timeZone, ZoneId.of("UTC"));
    }

    /** @throws ImportFailure naming the line or the key that is wrong */
    static Mapping read(Path file) {
        try {
            Mapping mapping = YAML.readValue(Files.readAllBytes(file), Mapping.class);
            if (mapping == null) {
                throw new ImportFailure("%s is empty.".formatted(file));
            }
            new MappingCheck(file, mapping).check();
            return mapping;
        } catch (IOException e) {
            throw new ImportFailure("The mapping %s cannot be read (%s).".formatted(file, e), e);
        } catch (JacksonException e) {
            throw new ImportFailure("%s%s: %s".formatted(file, where(e), why(e)), e);
        }
    }

    private static String where(JacksonException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : ", line " + e.getLocation().getLineNr();
    }

    private static String why(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            String known = Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.of()).stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return "there is no key %s here, but %s".formatted(path(unknown), known);
        }
        if (e.getCause() instanceof DateTimeException zone) {
            return "%s: %s".formatted(e instanceof DatabindException bind ? path(bind) : "timeZone", zone.getMessage());
        }
        return e instanceof DatabindException bind
                ? "%s: %s".formatted(path(bind), e.getOriginalMessage())
                : String.valueOf(e.getOriginalMessage());
    }

    private static String path(DatabindException e) {
        return e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
    }
}
