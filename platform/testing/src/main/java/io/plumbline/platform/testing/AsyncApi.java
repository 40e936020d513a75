package io.plumbline.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.annotation.JsonValue;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.plumbline.platform.write.store.EventNames;
import io.plumbline.platform.write.store.EventTypes;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Holds {@code contract/asyncapi.yaml} against the records that are published and against the golden messages. The document
 * is what others generate their readers from, so it must say of every field whether it can be null.
 */
public final class AsyncApi {

    private static final Path CONTRACT = Path.of("contract");
    private static final Path DOCUMENT = CONTRACT.resolve("asyncapi.yaml");
    private static final YAMLMapper YAML = new YAMLMapper();

    private AsyncApi() {}

    /**
     * One test for the document and one for each golden message.
     *
     * @param root the package below which the service's published events are found: the sealed interfaces called
     *     {@code Published...}
     */
    public static Stream<DynamicTest> tests(String service, String topic, String root) {
        Class<?>[] published = published(root);
        List<DynamicTest> tests = new ArrayList<>();
        Map<String, Object> expected = document(service, topic, published);
        tests.add(DynamicTest.dynamicTest("the document says what is published", () -> {
            JsonNode wanted = YAML.valueToTree(expected);
            if (!Files.exists(DOCUMENT)) {
                Files.writeString(DOCUMENT, YAML.writeValueAsString(expected));
                fail("contract/asyncapi.yaml was absent and is written now: read it");
            }
            assertThat(YAML.readTree(Files.readString(DOCUMENT)).equals(wanted))
                    .as("contract/asyncapi.yaml is to be:%n%s", YAML.writeValueAsString(expected))
                    .isTrue();
        }));
        for (Class<?> event : events(published)) {
            String type = EventTypes.publishedName(event);
            tests.add(DynamicTest.dynamicTest(type + " fits its schema", () -> {
                JsonNode golden = YAML.readTree(Files.readString(CONTRACT.resolve(type + ".json")));
                Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Contract.JSON.writeValueAsString(schema(event)), InputFormat.JSON);
                List<Error> errors = schema.validate(golden.path("data").toString(), InputFormat.JSON);
                assertThat(errors).isEmpty();
                assertThat(golden.path("topic").asString()).isEqualTo(topic);
            }));
        }
        return tests.stream();
    }

    /**
     * For a document that is written by hand, because it says more of its fields than their types do: one test for what it lists
     * and one for each type that is published, whose fields, and which of them may be null, are those of the record, and which
     * its golden message fits.
     *
     * @param root as for {@link #tests}
     */
    public static Stream<DynamicTest> describes(String topic, String root) throws IOException {
        JsonNode document = YAML.readTree(Files.readString(DOCUMENT));
        List<Class<?>> events = events(published(root));
        JsonNode channel = document.path("channels").iterator().next();
        Stream<DynamicTest> listed = Stream.of(DynamicTest.dynamicTest("the document lists what is published", () -> {
            assertThat(channel.path("address").asString()).isEqualTo(topic);
            List<String> types = events.stream().map(EventTypes::publishedName).toList();
            assertThat(channel.path("messages").propertyNames()).containsExactlyInAnyOrderElementsOf(types);
            assertThat(document.at("/components/messages").propertyNames()).containsExactlyInAnyOrderElementsOf(types);
        }));
        return Stream.concat(
                listed,
                events.stream()
                        .map(event -> DynamicTest.dynamicTest(
                                EventTypes.publishedName(event), () -> describes(document, event))));
    }

    private static void describes(JsonNode document, Class<?> event) throws IOException {
        String type = EventTypes.publishedName(event);
        JsonNode message = document.path("components").path("messages").path(type);
        JsonNode payload = resolved(document, message.path("payload"));
        assertThat(fields(payload)).isEqualTo(fields(Contract.JSON.valueToTree(schema(event))));
        JsonNode golden = YAML.readTree(Files.readString(CONTRACT.resolve(type + ".json")));
        assertThat(errors(payload, golden.path("data"))).isEmpty();
        assertThat(errors(resolved(document, message.path("headers")), golden.path("headers")))
                .isEmpty();
    }

    private static List<Error> errors(JsonNode schema, JsonNode value) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON)
                .validate(value.toString(), InputFormat.JSON);
    }

    /** A schema with all that it refers to in its place. */
    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        if (schema.has("$ref")) {
            return resolved(document, document.at(schema.path("$ref").asString().substring(1)));
        }
        if (schema instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), resolved(document, field.getValue())));
            return copy;
        }
        if (schema instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(item -> copy.add(resolved(document, item)));
            return copy;
        }
        return schema;
    }

    /** The paths of all fields, each with whether it may be null. */
    private static SortedMap<String, String> fields(JsonNode schema) {
        SortedMap<String, String> fields = new TreeMap<>();
        collect("", schema, fields);
        return fields;
    }

    private static void collect(String path, JsonNode schema, SortedMap<String, String> fields) {
        schema.path("anyOf").forEach(choice -> collect(path, choice, fields));
        schema.path("oneOf").forEach(choice -> collect(path, choice, fields));
        if (schema.has("items")) {
            collect(path + "[]", schema.path("items"), fields);
        }
        schema.path("properties").properties().forEach(field -> {
            String name = path + "." + field.getKey();
            fields.put(name, mayBeNull(field.getValue()) ? "may be null" : "never null");
            collect(name, field.getValue(), fields);
        });
    }

    private static boolean mayBeNull(JsonNode schema) {
        return schema.path("type").asString("").equals("null")
                || contains(schema.path("type"), "null")
                || contains(schema.path("enum"), null)
                || anyMayBeNull(schema.path("anyOf"))
                || anyMayBeNull(schema.path("oneOf"));
    }

    private static boolean anyMayBeNull(JsonNode choices) {
        return choices.valueStream().anyMatch(AsyncApi::mayBeNull);
    }

    private static boolean contains(JsonNode values, @Nullable String wanted) {
        return values.isArray()
                && values.valueStream()
                        .anyMatch(value -> wanted == null
                                ? value.isNull()
                                : value.asString("").equals(wanted));
    }

    private static Class<?>[] published(String root) {
        return new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
                .importPackages(root).stream()
                        .filter(type -> type.isAnnotatedWith(EventNames.class))
                        .filter(type -> type.getSimpleName().startsWith("Published"))
                        .map(JavaClass::reflect)
                        .toArray(Class<?>[]::new);
    }

    private static List<Class<?>> events(Class<?>... published) {
        return Arrays.stream(published)
                .flatMap(parent -> Arrays.stream(parent.getPermittedSubclasses()))
                .sorted(Comparator.comparing(EventTypes::publishedName))
                .<Class<?>>map(type -> type)
                .toList();
    }

    private static Map<String, Object> document(String service, String topic, Class<?>... published) {
        Map<String, Object> references = new TreeMap<>();
        Map<String, Object> messages = new TreeMap<>();
        for (Class<?> event : events(published)) {
            String type = EventTypes.publishedName(event);
            references.put(type, Map.of("$ref", "#/components/messages/" + type));
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("name", type);
            message.put("contentType", "application/json");
            message.put("headers", Map.of("$ref", "#/components/schemas/CloudEvent"));
            message.put("payload", schema(event));
            messages.put(type, message);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", "3.0.0");
        document.put("info", Map.of("title", service, "version", "1"));
        document.put("defaultContentType", "application/json");
        document.put(
                "channels",
                Map.of(
                        "events",
                        Map.of(
                                "address",
                                topic,
                                "description",
                                "Keyed by aggregate; 12 partitions; kept for ever; in order within an aggregate.",
                                "messages",
                                references)));
        document.put(
                "operations",
                Map.of("publish", Map.of("action", "send", "channel", Map.of("$ref", "#/channels/events"))));
        document.put("components", Map.of("schemas", Map.of("CloudEvent", cloudEvent()), "messages", messages));
        return document;
    }

    /** CloudEvents 1.0 in Kafka's binary mode, with the extensions that consumers gate by. */
    private static Map<String, Object> cloudEvent() {
        Map<String, Object> headers = new TreeMap<>();
        for (String name : List.of(
                "ce_specversion",
                "ce_id",
                "ce_type",
                "ce_source",
                "ce_subject",
                "ce_time",
                "ce_sequence",
                "ce_globalindex",
                "ce_storeepoch",
                "ce_actor",
                "ce_traceparent")) {
            headers.put(name, Map.of("type", "string"));
        }
        return Map.of(
                "type",
                "object",
                "properties",
                headers,
                "required",
                List.of("ce_id", "ce_type", "ce_source", "ce_subject", "ce_time", "ce_sequence"));
    }

    private static Map<String, Object> schema(Class<?> event) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : event.getRecordComponents()) {
            Map<String, Object> schema = schema(component.getAnnotatedType());
            boolean nullable = isNullable(component.getAnnotatedType()) || isNullable(component);
            properties.put(
                    component.getName(), nullable ? Map.of("anyOf", List.of(schema, Map.of("type", "null"))) : schema);
            required.add(component.getName());
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        object.put("required", required);
        return object;
    }

    private static Map<String, Object> schema(AnnotatedType annotated) {
        if (annotated instanceof AnnotatedParameterizedType generic) {
            AnnotatedType last =
                    generic.getAnnotatedActualTypeArguments()[generic.getAnnotatedActualTypeArguments().length - 1];
            Class<?> raw = (Class<?>) ((ParameterizedType) generic.getType()).getRawType();
            return Map.class.isAssignableFrom(raw)
                    ? Map.of("type", "object", "additionalProperties", schema(last))
                    : Map.of("type", "array", "items", schema(last));
        }
        return plain((Class<?>) annotated.getType());
    }

    private static Map<String, Object> plain(Class<?> type) {
        if (type.isEnum()) {
            return Map.of(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
        }
        if (type.isRecord()) {
            return singleValue(type).map(AsyncApi::plain).findFirst().orElseGet(() -> schema(type));
        }
        if (type == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (type == LocalDate.class) {
            return Map.of("type", "string", "format", "date");
        }
        if (type == BigDecimal.class) {
            return Map.of("type", "number");
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return Map.of("type", "integer");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == String.class) {
            return Map.of("type", "string");
        }
        throw new IllegalArgumentException("a published event has no fields of " + type);
    }

    /** The type that a record is written as where it is written as one value. */
    private static Stream<Class<?>> singleValue(Class<?> type) {
        return Stream.concat(
                        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getAccessor),
                        Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .map(Method::getReturnType);
    }

    private static boolean isNullable(AnnotatedElement element) {
        return element.isAnnotationPresent(Nullable.class);
    }
}
