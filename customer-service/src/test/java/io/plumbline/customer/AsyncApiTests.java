package io.plumbline.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.plumbline.platform.testing.AsyncApi;
import io.plumbline.platform.testing.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AsyncApiTests {

    private static final Path CONTRACT = Path.of("contract");

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @TestFactory
    Stream<DynamicTest> contractIsDocumented() throws IOException {
        return AsyncApi.describes("sales.customer.events.v1", "io.plumbline.customer");
    }

    @TestFactory
    Stream<DynamicTest> everyGoldenMessageFitsItsSchema() throws IOException {
        JsonNode api = Contract.JSON.valueToTree(new Yaml().load(Files.readString(CONTRACT.resolve("asyncapi.yaml"))));
        try (Stream<Path> files = Files.list(CONTRACT)) {
            return files
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> fits(api, file)))
                    .toList()
                    .stream();
        }
    }

    private void fits(JsonNode api, Path file) throws IOException {
        JsonNode golden = Contract.JSON.readTree(Files.readString(file));
        String type = golden.at("/headers/ce_type").asString();
        assertThat(api.path("channels").path("customerEvents").path("messages").has(type))
                .as("%s is announced", type)
                .isTrue();
        JsonNode schemas = api.path("components").path("schemas");
        assertThat(registry.getSchema(schemas.path(type)).validate(golden.path("data")))
                .isEmpty();
        assertThat(registry.getSchema(schemas.path("cloudEventHeaders")).validate(golden.path("headers")))
                .isEmpty();
        ObjectNode incomplete = ((ObjectNode) golden.path("data")).deepCopy();
        incomplete.remove("occurredAt");
        assertThat(registry.getSchema(schemas.path(type)).validate(incomplete)).isNotEmpty();
    }
}
