package io.plumbline.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.plumbline.platform.write.store.EventTypes;
import io.plumbline.platform.write.store.Publication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds what an aggregate stores and publishes against the files that say what it once promised. */
public final class Contract {

    /** Reads and writes JSON as the platform does. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final Path GOLDEN = Path.of("contract");
    private static final Path STORED = Path.of("src/test/resources/stored");

    private Contract() {}

    /**
     * One test for each event: it publishes the golden message's data, under its key, and what was stored of it at the
     * present revision still reads.
     *
     * @param samples one of each domain event
     * @param key the id of the aggregate
     */
    public static <D> Stream<DynamicTest> tests(Publication<D> publication, List<D> samples, Function<D, String> key) {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest(
                "there is a sample of every event",
                () -> assertThat(samples.stream().map(Object::getClass).collect(Collectors.toSet()))
                        .containsExactlyInAnyOrderElementsOf(
                                Arrays.asList(publication.domainEvents().getPermittedSubclasses()).stream()
                                        .filter(Class::isRecord)
                                        .toList())));
        for (D sample : samples) {
            Object published = publication.publish(sample);
            String type = EventTypes.publishedName(published.getClass());
            tests.add(DynamicTest.dynamicTest(type, () -> {
                JsonNode golden = read(GOLDEN.resolve(type + ".json"));
                assertSame(JSON.valueToTree(published), golden.path("data"));
                assertThat(golden.path("key").asString()).isEqualTo(key.apply(sample));
                assertThat(golden.at("/headers/ce_type").asString()).isEqualTo(type);
            }));
            tests.add(DynamicTest.dynamicTest(type + " as it was stored", () -> {
                Path file = STORED.resolve(type + ".json");
                if (!Files.exists(file)) {
                    Files.createDirectories(STORED);
                    Files.writeString(
                            file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(sample) + "\n");
                    fail(file + " was absent and is written now: read it");
                }
                JsonNode stored = read(file);
                assertThat(JSON.treeToValue(stored, sample.getClass())).isEqualTo(sample);
                assertSame(JSON.valueToTree(sample), stored);
            }));
        }
        return tests.stream();
    }

    private static JsonNode read(Path file) throws Exception {
        assertThat(file).exists();
        return JSON.readTree(Files.readString(file));
    }

    /** Equal but for the scale of numbers. */
    private static void assertSame(JsonNode actual, JsonNode expected) {
        Comparator<JsonNode> numerically = (one, other) -> {
            if (one.isNumber() && other.isNumber()) {
                return one.decimalValue().compareTo(other.decimalValue());
            }
            return one.equals(other) ? 0 : 1;
        };
        assertThat(actual.equals(numerically, expected))
                .as("%s%nis to be%n%s", actual.toPrettyString(), expected.toPrettyString())
                .isTrue();
    }
}
