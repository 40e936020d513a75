package io.plumbline.activity.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

/** Reads the publishers' own golden messages with the records of this service. */
class PublishedTypesContractTests {

    private static final JsonMapper JSON = new JsonMapper();

    @TestFactory
    Stream<DynamicTest> everyTypeThatIsReadCanBeRead() {
        return PublishedTypes.TYPES.names().stream()
                .map(type -> DynamicTest.dynamicTest(type, () -> {
                    String data = JSON.readTree(Files.readString(golden(type)))
                            .path("data")
                            .toString();
                    assertThat(PublishedTypes.TYPES.decode(type, data.getBytes(StandardCharsets.UTF_8)))
                            .hasValueSatisfying(
                                    event -> assertThat(event).hasNoNullFieldsOrPropertiesExcept("territory", "to"));
                }));
    }

    @Test
    void onlyTheTypesNamedAreRead() {
        assertThat(PublishedTypes.TYPES.decode("customer.SomethingNew.v1", new byte[0]))
                .isEmpty();
    }

    private static Path golden(String type) throws IOException {
        return Stream.of("goal-service", "customer-service")
                .map(service -> Path.of("..", service, "contract", type + ".json"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IOException("nobody publishes " + type));
    }
}
