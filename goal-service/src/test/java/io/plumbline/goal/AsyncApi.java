package io.plumbline.goal;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The document that promises what is published, as something to hold messages against. */
final class AsyncApi {

    private static final JsonNode DOCUMENT = YAMLMapper.builder()
            .build()
            .readTree(Path.of("contract/asyncapi.yaml").toFile());
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private AsyncApi() {}

    /** The types that the channel promises. */
    static Set<String> types() {
        return new TreeSet<>(DOCUMENT.at("/channels/goalEvents/messages").propertyNames());
    }

    /** The address of the channel: the topic. */
    static String address() {
        return DOCUMENT.at("/channels/goalEvents/address").asString();
    }

    /** The fields that the schema of a type knows. */
    static Set<String> fields(String type) {
        return new TreeSet<>(DOCUMENT.path("components")
                .path("schemas")
                .path(type)
                .path("properties")
                .propertyNames());
    }

    /** What is wrong with a message's data; empty where nothing is. */
    static List<Error> errors(String type, JsonNode data) {
        ObjectNode schema = (ObjectNode) DOCUMENT.deepCopy();
        schema.put("$ref", "#/components/schemas/" + type);
        Schema compiled = SCHEMAS.getSchema(schema);
        return compiled.validate(data);
    }
}
