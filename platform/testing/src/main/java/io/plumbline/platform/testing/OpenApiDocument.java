package io.plumbline.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds a service's OpenAPI document to what a caller needs of it. */
public final class OpenApiDocument {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private OpenApiDocument() {}

    /**
     * Every operation has a summary and says which errors it answers, and every field of a request has an example, a schema
     * of its own, or a fixed set of values.
     */
    public static void assertComplete(JsonNode document) {
        List<String> missing = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> {
                            String name = operation.getKey() + " " + path.getKey();
                            JsonNode described = operation.getValue();
                            if (described.path("summary").asString("").isBlank()) {
                                missing.add(name + ": a summary");
                            }
                            for (String status : List.of("400", "401", "503")) {
                                if (described.at("/responses/" + status).isMissingNode()) {
                                    missing.add(name + ": what " + status + " answers");
                                }
                            }
                            String body = described
                                    .at("/requestBody/content/application~1json/schema/$ref")
                                    .asString("");
                            if (!body.isEmpty()) {
                                examples(document, body.substring("#/components/schemas/".length()), name, missing);
                            }
                        }));
        assertThat(document.path("paths").properties()).isNotEmpty();
        assertThat(missing).isEmpty();
    }

    /** Sends a request to a service: a method in capitals, a path with its query, and an empty JSON body where it takes one. */
    @FunctionalInterface
    public interface Caller {
        /** @return the body of the answer, whose {@code status} says what it is where it is a problem */
        JsonNode answer(String method, String path);
    }

    /**
     * Every operation refuses a parameter that it does not know, by its name and the nearest one, and does not refuse what the
     * document names.
     */
    public static void assertKnowsItsParameters(JsonNode document, Caller caller) {
        List<String> faults = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> {
                            String method = operation.getKey().toUpperCase(Locale.ROOT);
                            String address = path.getKey()
                                    .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
                            List<String> known = operation
                                    .getValue()
                                    .path("parameters")
                                    .valueStream()
                                    .filter(parameter ->
                                            "query".equals(parameter.path("in").asString()))
                                    .map(parameter -> parameter.path("name").asString())
                                    .toList();
                            if (known.isEmpty()) {
                                refused(caller, method, address + "?limit=1", "limit", "no parameters", faults);
                            }
                            for (String name : known) {
                                String unknown = name + "x";
                                refused(
                                        caller,
                                        method,
                                        address + "?" + name + "=1&" + unknown + "=1",
                                        unknown,
                                        "'" + name + "'",
                                        faults);
                            }
                        }));
        assertThat(document.path("paths").properties()).isNotEmpty();
        assertThat(faults).isEmpty();
    }

    /** Notes a fault unless that one parameter is refused, and nothing else. */
    private static void refused(
            Caller caller, String method, String address, String unknown, String hint, List<String> faults) {
        JsonNode answer = caller.answer(method, address);
        JsonNode errors = answer.path("errors");
        boolean named = answer.path("status").asInt(200) == 400
                && errors.size() == 1
                && unknown.equals(errors.at("/0/field").asString())
                && "unknown-parameter".equals(errors.at("/0/rule").asString())
                && errors.at("/0/message").asString().contains(hint);
        if (!named) {
            faults.add(method + " " + address + ": " + answer);
        }
    }

    /**
     * What an answer has that the document does not say of it: a status or a media type that is not declared, or a body that
     * breaks its schema.
     *
     * @param path as the document names it, with its variables
     * @param body null where there is none
     */
    public static List<String> faults(
            JsonNode document,
            String method,
            String path,
            int status,
            @Nullable String contentType,
            @Nullable String body) {
        String answer = method + " " + path + " answers " + status;
        JsonNode response = document.path("paths")
                .path(path)
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses")
                .path(String.valueOf(status));
        if (response.isMissingNode()) {
            return List.of(answer + ", which is not declared");
        }
        if (body == null || body.isEmpty()) {
            return response.path("content").isMissingNode()
                            || response.path("content").isEmpty()
                    ? List.of()
                    : List.of(answer + " without the body that is declared");
        }
        String type = contentType == null ? "" : contentType.split(";")[0].strip();
        JsonNode content = response.path("content").path(type);
        if (content.isMissingNode()) {
            return List.of(answer + " as " + type + ", which is not declared");
        }
        if (!type.endsWith("json")) {
            return List.of();
        }
        // references lead into the document
        ObjectNode schema = ((ObjectNode) content.path("schema").deepCopy());
        schema.set("components", document.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON)
                .validate(body, InputFormat.JSON)
                .stream()
                .map(error -> answer + ": " + error.getInstanceLocation() + " " + error.getMessage())
                .distinct()
                .toList();
    }

    private static void examples(JsonNode document, String schema, String operation, List<String> missing) {
        document.path("components")
                .path("schemas")
                .path(schema)
                .path("properties")
                .properties()
                .forEach(property -> {
                    JsonNode field = property.getValue();
                    boolean shown = field.has("example")
                            || field.has("$ref")
                            || field.has("enum")
                            || field.has("oneOf")
                            || field.has("anyOf")
                            || field.path("items").has("$ref")
                            || field.path("type").asString("").equals("boolean");
                    if (!shown) {
                        missing.add(operation + ": an example of " + schema + "." + property.getKey());
                    }
                });
    }
}
