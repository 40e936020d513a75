package io.plumbline.deploy.imports;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was refused in this import, so that rows which depend on it say so at once, by the reference that people know, and
 * are not waited for.
 */
final class RefusedRows {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern JAVA = Pattern.compile("known as \\w+\\[.*]");

    /** The fields by which a row depends on others, and what those are. */
    private static final Map<String, Kind> DEPENDS = Map.of(
            "parent", Kind.TERRITORIES,
            "territory", Kind.TERRITORIES,
            "customer", Kind.CUSTOMERS,
            "opportunity", Kind.OPPORTUNITIES);

    private record Key(Kind kind, String reference) {}

    private final Map<Key, String> places = new ConcurrentHashMap<>();

    /** What one row brought is there, whatever is wrong with another about the same. */
    private final Set<Key> accepted = ConcurrentHashMap.newKeySet();

    /** @param place the file and the line, for people */
    void refused(Kind kind, ObjectNode row, String place) {
        Key key = key(kind, row);
        if (key != null && !accepted.contains(key)) {
            places.putIfAbsent(key, place);
        }
    }

    void accepted(Kind kind, ObjectNode row) {
        Key key = key(kind, row);
        if (key != null) {
            accepted.add(key);
            places.remove(key);
        }
    }

    /** Null where nothing can depend on the row. */
    private static @Nullable Key key(Kind kind, ObjectNode row) {
        if (!DEPENDS.containsValue(kind)) {
            return null;
        }
        String reference = kind == Kind.TERRITORIES
                ? row.path("code").asString("")
                : row.at("/externalReference/reference").asString("");
        return reference.isEmpty() ? null : new Key(kind, reference);
    }

    /** Why a row cannot be taken, because of one that was refused; null where there is no such reason. */
    @Nullable Fault cause(ObjectNode row) {
        for (Map.Entry<String, Kind> field : DEPENDS.entrySet()) {
            String reference = reference(row, field.getKey());
            String place = places.get(new Key(field.getValue(), reference));
            if (place != null) {
                return new Fault(
                        field.getKey(),
                        "depends-on-refused",
                        "'%s' was refused in this import (%s)".formatted(reference, place));
            }
        }
        return null;
    }

    /** What a service found wrong, in the words of the file: no ids, which nobody there has ever seen. */
    Fault inWordsOfTheFile(Fault fault, ObjectNode row) {
        String field = fault.place().replaceFirst("^(customer|opportunity)Id$", "$1");
        Fault cause = cause(row);
        if (cause != null && cause.place().equals(field) && !fault.rule().startsWith("same-")) {
            return cause;
        }
        String reference = reference(row, field);
        String message = fault.message();
        if (ID.matcher(message).find() && !reference.isEmpty()) {
            message = fault.rule().startsWith("same-")
                    ? "another one than '%s' is known, and an import cannot change that".formatted(reference)
                    : ID.matcher(message)
                            .replaceAll("'" + reference.replace("\\", "\\\\").replace("$", "\\$") + "'");
        }
        return new Fault(field, fault.rule(), JAVA.matcher(message).replaceAll("known with other values"));
    }

    private static String reference(ObjectNode row, String field) {
        JsonNode value = row.path(field);
        return value.isObject() ? value.path("reference").asString("") : value.asString("");
    }
}
