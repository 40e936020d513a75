package io.plumbline.platform.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Adds to every operation of the document what all have in common, so that no controller repeats it: the problems that it
 * can answer, the headers of a command, and an example put together from those of the fields.
 */
final class CompleteOpenApi implements OpenApiCustomizer {

    private static final String PROBLEM = "Problem";
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final int DEEPEST = 6;

    @Override
    public void customise(OpenAPI document) {
        document.getComponents().addSchemas(PROBLEM, problem());
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> complete(document, path, method, operation)));
    }

    private static Schema<?> problem() {
        Schema<?> error = new ObjectSchema()
                .addProperty("field", nullable(new StringSchema().example("target")))
                .addProperty("rule", new StringSchema().example("decimals"))
                .addProperty("message", new StringSchema().example("a target in CNY has at most 2 decimals"));
        return new ObjectSchema()
                .description("RFC 9457; each error names the field, where there is one, and the rule.")
                .addProperty("title", new StringSchema().example("Unprocessable Content"))
                .addProperty("status", new IntegerSchema().example(422))
                .addProperty("detail", new StringSchema().example("a target in CNY has at most 2 decimals"))
                .addProperty("instance", new StringSchema().example("/api"))
                .addProperty("errors", new ArraySchema().items(error));
    }

    private static Schema<?> nullable(Schema<?> schema) {
        schema.setTypes(Set.of("string", "null"));
        return schema;
    }

    private static void complete(OpenAPI document, String path, HttpMethod method, Operation operation) {
        boolean command = method != HttpMethod.GET;
        problem(operation, "400", "Not readable, or a field that breaks a rule of its own");
        problem(operation, "401", "No valid bearer token");
        if (path.contains("{")) {
            problem(operation, "404", "No such thing, or none that the caller may see");
        }
        if (command) {
            problem(operation, "403", "The caller may not");
            problem(operation, "409", "It does not fit the present state, or others changed it at the same time");
            problem(operation, "412", "It has changed since the version that If-Match names");
            problem(operation, "413", "The body is too large");
            problem(operation, "422", "It breaks a rule");
            operation.addParametersItem(header("Idempotency-Key", "the same key is carried out once", "order-100234"));
            operation.addParametersItem(header("If-Match", "the version that it is to change, as an ETag", "\"3\""));
        }
        problem(operation, "503", "Busy; send it again, with the same Idempotency-Key");
        if (operation.getRequestBody() != null) {
            examples(document, operation.getRequestBody().getContent());
        }
        operation.getResponses().values().forEach(response -> examples(document, response.getContent()));
    }

    private static HeaderParameter header(String name, String description, String example) {
        HeaderParameter header = new HeaderParameter();
        header.name(name)
                .description(description)
                .required(false)
                .schema(new StringSchema())
                .example(example);
        return header;
    }

    private static void problem(Operation operation, String status, String description) {
        Schema<?> schema = new Schema<>().$ref(PROBLEM);
        operation
                .getResponses()
                .putIfAbsent(
                        status,
                        new ApiResponse()
                                .description(description)
                                .content(new Content().addMediaType(PROBLEM_JSON, new MediaType().schema(schema))));
    }

    private static void examples(OpenAPI document, @Nullable Content content) {
        if (content == null) {
            return;
        }
        content.values().forEach(type -> {
            if (type.getExample() == null && type.getSchema() != null) {
                type.setExample(example(document, type.getSchema(), 0));
            }
        });
    }

    private static @Nullable Object example(OpenAPI document, Schema<?> schema, int depth) {
        if (schema.getExample() != null) {
            return schema.getExample();
        }
        if (schema.get$ref() != null) {
            String name = schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
            Schema<?> referred = document.getComponents().getSchemas().get(name);
            return referred == null || depth > DEEPEST ? null : example(document, referred, depth + 1);
        }
        if (schema.getAnyOf() != null && !schema.getAnyOf().isEmpty()) {
            return example(document, schema.getAnyOf().getFirst(), depth);
        }
        if (schema.getProperties() != null) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            schema.getProperties().forEach((name, property) -> fields.put(name, example(document, property, depth)));
            return fields;
        }
        if (schema.getItems() != null) {
            Object item = example(document, schema.getItems(), depth);
            return item == null ? List.of() : List.of(item);
        }
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return schema.getEnum().getFirst();
        }
        return plain(schema);
    }

    private static @Nullable Object plain(Schema<?> schema) {
        Set<String> types = schema.getTypes() == null
                ? schema.getType() == null ? Set.of() : Set.of(schema.getType())
                : schema.getTypes();
        if (types.contains("boolean")) {
            return false;
        }
        if (types.contains("integer") || types.contains("number")) {
            return 1;
        }
        if (!types.contains("string")) {
            return null;
        }
        return switch (schema.getFormat() == null ? "" : schema.getFormat()) {
            case "date" -> "2024-07-01";
            case "date-time" -> "2024-07-01T02:00:00Z";
            default -> schema.getPattern() == null ? "text" : "0198c1f0-1111-7000-8000-000000000001";
        };
    }
}
