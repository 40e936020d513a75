package io.plumbline.deploy.imports;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds a mapping to what can be known before any file is read. */
final class MappingCheck {

    private final Path file;
    private final Mapping mapping;

    MappingCheck(Path file, Mapping mapping) {
        this.file = file;
        this.mapping = mapping;
    }

    /** @throws ImportFailure naming the key that is wrong */
    void check() {
        if (mapping.system() == null || mapping.system().isBlank()) {
            throw wrong("system", "names the other system, and is missing");
        }
        if (mapping.imports().isEmpty()) {
            throw wrong("imports", "says what is imported, and is missing");
        }
        dates();
        csv("csv", mapping.csv());
        mapping.lookups().forEach((name, lookup) -> {
            if (lookup.file() == null || lookup.key() == null) {
                throw wrong("lookups." + name, "needs a file and a key");
            }
            csv("lookups." + name + ".csv", lookup.csv());
        });
        for (int i = 0; i < mapping.imports().size(); i++) {
            check("imports[" + i + "]", mapping.imports().get(i));
        }
    }

    private void dates() {
        if (!Arrays.asList(Locale.getAvailableLocales()).contains(mapping.language())) {
            throw wrong("language", "there is no language " + mapping.language().toLanguageTag());
        }
        mapping.dates().forEach(format -> Dates.requireFormat(format, mapping.language(), () -> place("dates")));
        if (mapping.ambiguousDates() != null && !mapping.ambiguousDates().equals("first")) {
            throw wrong("ambiguousDates", "is first or missing, not " + mapping.ambiguousDates());
        }
        String ambiguity = Dates.ambiguity(mapping.dates(), mapping.language());
        if (ambiguity != null && mapping.ambiguousDates() == null) {
            throw wrong(
                    "dates",
                    ambiguity
                            + "; name one of them, or say \"ambiguousDates: first\" where the first that fits is right");
        }
    }

    private void check(String place, Mapping.Import part) {
        Set<String> kinds = names(Kind.values());
        if (part.into() == null || !kinds.contains(part.into())) {
            throw wrong(place + ".into", "is one of " + kinds + ", not " + part.into());
        }
        if (part.file() == null == part.rows().isEmpty()) {
            throw wrong(place, "needs either a file or rows");
        }
        if (part.repeated() != null && !part.skipsRepeated() && !part.repeated().equals("refuse")) {
            throw wrong(place + ".repeated", "is skip or refuse, not " + part.repeated());
        }
        csv(place + ".csv", part.csv());
        fields(place + ".fields", part.fields(), part.kind().fields());
        if (part.fields().containsKey("status") && !part.fields().keySet().containsAll(Set.of("wonAt", "lostAt"))) {
            throw wrong(place + ".fields", "with status go wonAt and lostAt, of which it says which one counts");
        }
    }

    private void fields(String place, Map<String, Expression> fields, Map<String, Kind.Field> known) {
        fields.forEach((name, expression) -> {
            Kind.Field field = known.get(name);
            if (field == null) {
                throw wrong(place, "there is no field " + name + " but " + known.keySet());
            }
            check(place + "." + name, expression, field.type());
        });
        known.forEach((name, field) -> {
            if (field.required() && !fields.containsKey(name)) {
                throw wrong(place, "the field " + name + " is required");
            }
        });
    }

    private void check(String place, @Nullable Expression expression, Kind.Type type) {
        if (expression == null) {
            throw wrong(place, "is empty");
        }
        if (!type.parts().isEmpty()) {
            meaningless(place, expression, type);
            fields(place + ".fields", expression.fields(), type.parts());
            if (expression.each() != null) {
                known(place + ".each", expression.each(), mapping.lookups().keySet());
                require(place + ".key", expression.key());
            }
            return;
        }
        long origins = Stream.of(
                        expression.column(),
                        expression.value(),
                        expression.text(),
                        expression.lookup(),
                        expression.first().isEmpty() ? null : expression.first())
                .filter(origin -> origin != null)
                .count();
        if (origins != 1) {
            throw wrong(place, "has one of column, value, text, first and lookup");
        }
        meaningless(place, expression, type);
        if (expression.lookup() != null) {
            known(place + ".lookup", expression.lookup(), mapping.lookups().keySet());
            require(place + ".key", expression.key());
            if (expression.take() == null) {
                throw wrong(place + ".take", "names the column that is taken, and is missing");
            }
        }
        if (expression.table() != null) {
            known(place + ".table", expression.table(), mapping.tables().keySet());
        }
        if (expression.date() != null) {
            Dates.requireFormat(expression.date(), mapping.language(), () -> place(place + ".date"));
        }
        for (int i = 0; i < expression.first().size(); i++) {
            check(place + ".first[" + i + "]", expression.first().get(i), type);
        }
    }

    /** A key that would be passed over in silence says something else than its author thinks. */
    private void meaningless(String place, Expression expression, Kind.Type type) {
        boolean isList = !type.parts().isEmpty();
        Map<String, Boolean> keys = new LinkedHashMap<>();
        keys.put("column", isList && expression.column() != null);
        keys.put("value", isList && expression.value() != null);
        keys.put("text", isList && expression.text() != null);
        keys.put("first", isList && !expression.first().isEmpty());
        keys.put("lookup", isList && expression.lookup() != null);
        keys.put("table", isList && expression.table() != null);
        keys.put("empty", isList && !expression.empty().isEmpty());
        keys.put("default", isList && expression.otherwise() != null);
        keys.put("each", !isList && expression.each() != null);
        keys.put("fields", !isList && !expression.fields().isEmpty());
        keys.put("key", expression.key() != null && expression.lookup() == null && expression.each() == null);
        keys.put("otherwise", expression.notFound() != null && expression.lookup() == null);
        keys.put("take", expression.take() != null && expression.lookup() == null);
        keys.put("date", expression.date() != null && !type.isDate());
        keys.put("split", expression.split() != null && type != Kind.Type.TEXTS);
        keys.put("round", expression.round() != null && type != Kind.Type.DECIMAL && type != Kind.Type.MONEY);
        keys.forEach((key, isMeaningless) -> {
            if (isMeaningless) {
                throw wrong(place + "." + key, "means nothing for this field");
            }
        });
    }

    private void require(String place, @Nullable Expression key) {
        if (key == null) {
            throw wrong(place, "says what is looked up, and is missing");
        }
        check(place, key, Kind.Type.TEXT);
    }

    private void known(String place, String name, Collection<String> names) {
        if (!names.contains(name)) {
            throw wrong(place, "there is no " + name + " but " + new TreeSet<>(names));
        }
    }

    private void csv(String place, Mapping.@Nullable Csv csv) {
        if (csv == null) {
            return;
        }
        try {
            if (!Charset.forName(csv.encoding()).canEncode()) {
                throw wrong(
                        place + ".encoding", csv.encoding() + " can only be read, and refused rows are written in it");
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw wrong(place + ".encoding", "there is no encoding " + csv.encoding());
        }
        if (csv.quote().length() != 1 || csv.delimiter().isEmpty()) {
            throw wrong(place, "a quote is one character, a delimiter at least one");
        }
    }

    private ImportFailure wrong(String place, String why) {
        return new ImportFailure(place(place) + ": " + why + ".");
    }

    private String place(String key) {
        return file + ", " + key;
    }

    static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
