package io.plumbline.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.testing.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AsyncApiTests {

    @TestFactory
    Stream<DynamicTest> contractIsDocumented() throws IOException {
        return io.plumbline.platform.testing.AsyncApi.describes("sales.goal.events.v1", "io.plumbline.goal");
    }

    @TestFactory
    Stream<DynamicTest> everyGoldenMessageKeepsWhatTheDocumentPromises() throws IOException {
        return golden().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            JsonNode message = Contract.JSON.readTree(Files.readString(file));
            String type = message.at("/headers/ce_type").asString();

            assertThat(message.path("topic").asString()).isEqualTo(AsyncApi.address());
            assertThat(message.path("key")).isEqualTo(message.at("/headers/ce_subject"));
            assertThat(AsyncApi.errors("CloudEventHeaders", message.path("headers")))
                    .isEmpty();
            assertThat(AsyncApi.errors(type, message.path("data"))).isEmpty();
            assertThat(new TreeSet<>(message.path("data").propertyNames())).isEqualTo(AsyncApi.fields(type));
        }));
    }

    @Test
    void thereIsAGoldenMessageOfEveryTypeAndNoOther() throws IOException {
        Set<String> files = golden().map(file -> file.getFileName().toString().replace(".json", ""))
                .collect(Collectors.toSet());

        assertThat(files).isEqualTo(AsyncApi.types());
    }

    @Test
    void aMessageThatBreaksThePromiseIsFound() throws IOException {
        JsonNode data = Contract.JSON
                .readTree(Files.readString(Path.of("contract/goal.GoalDrafted.v1.json")))
                .path("data");
        ObjectNode wrong = (ObjectNode) data.deepCopy();
        wrong.put("metric", "FAME");
        wrong.remove("scope");

        assertThat(AsyncApi.errors("goal.GoalDrafted.v1", wrong)).hasSize(2);
    }

    private static Stream<Path> golden() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("contract"))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList().stream();
        }
    }
}
