package io.plumbline.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.intake.EventTypes;
import io.plumbline.reporting.events.PublishedTypes;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The publishers' golden messages are read with the very files that the publishers are tested with. */
class ContractTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final EventTypes TYPES = PublishedTypes.all();

    static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "goal-service", "contract"));
                Stream<Path> customers = Files.list(Path.of("..", "customer-service", "contract"));
                Stream<Path> activities = Files.list(Path.of("..", "activity-service", "contract"))) {
            return Stream.of(files, customers, activities)
                    .flatMap(f -> f)
                    .filter(f -> f.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aGoldenMessageIsReadIntoItsRecord(Path file) throws Exception {
        JsonNode message = JSON.readTree(Files.readString(file));
        String type = message.get("headers").get("ce_type").asString();
        if (!TYPES.names().contains(type)) {
            return;
        }
        Record event =
                TYPES.decode(type, JSON.writeValueAsBytes(message.get("data"))).orElseThrow();
        assertThat(type).contains(event.getClass().getSimpleName());
        assertComplete(event, message.get("data"), type);
    }

    @Test
    void everyTypeThatIsReadHasAGoldenMessage() throws Exception {
        Set<String> golden = new HashSet<>();
        for (Path file : messages()) {
            golden.add(JSON.readTree(Files.readString(file))
                    .get("headers")
                    .get("ce_type")
                    .asString());
        }
        assertThat(golden).containsAll(TYPES.names());
    }

    /** What the record has and the message lacks would silently be null. */
    private static void assertComplete(Record event, JsonNode data, String type) {
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            JsonNode field = data.get(component.getName());
            assertThat(field).as(type + ": " + component.getName()).isNotNull();
            Object value = value(event, component);
            if (value instanceof Record nested) {
                assertComplete(nested, field, type);
            } else if (value instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Record first) {
                assertComplete(first, field.get(0), type);
            } else {
                boolean nullable = Arrays.stream(component.getAnnotatedType().getAnnotations())
                        .anyMatch(a -> a.annotationType().getSimpleName().equals("Nullable"));
                assertThat(value != null || nullable)
                        .as(type + ": " + component.getName() + " is not null")
                        .isTrue();
            }
        }
    }

    private static @Nullable Object value(Record event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
