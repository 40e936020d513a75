package io.plumbline.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

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
                            || field.path("items").has("$ref")
                            || field.path("type").asString("").equals("boolean");
                    if (!shown) {
                        missing.add(operation + ": an example of " + schema + "." + property.getKey());
                    }
                });
    }
}
