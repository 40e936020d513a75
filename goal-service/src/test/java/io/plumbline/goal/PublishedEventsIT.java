package io.plumbline.goal;

import static io.plumbline.goal.RunningGoalService.LENA;
import static io.plumbline.goal.RunningGoalService.WEI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.testing.Contract;
import io.plumbline.platform.testing.RunningService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PublishedEventsIT {

    private final RunningService service = RunningGoalService.shared();

    @Test
    void whatHappensToAGoalReachesTheTopicInOrderAndKeepsWhatIsPromised() {
        String id = service.post(LENA, "/api/goals", """
                        {"name": "Published", "metric": "SALES_AMOUNT", "currency": "CNY", "target": 10000000.01,
                         "period": {"from": "2024-01-01", "to": "2024-12-31"}, "scope": {"territory": "CHINA"},
                         "owner": "wei.manager"}
                        """).requireCreated().id();
        service.post(WEI, "/api/goals/" + id + "/decompositions", """
                        {"dimension": "CHANNEL", "way": "EQUAL", "parts": [{"channels": ["a"]}, {"channels": ["b"]}]}
                        """).requireOk();
        service.post(WEI, "/api/goals/" + id + "/abandon", "{\"reason\": \"enough\"}")
                .requireOk();

        List<ConsumerRecord<String, String>> records = recordsOf(id, 4);

        assertThat(records)
                .extracting(record -> header(record, "ce_type"))
                .containsExactly(
                        "goal.GoalDrafted.v1",
                        "goal.GoalDecomposed.v1",
                        "goal.DecompositionWithdrawn.v1",
                        "goal.GoalAbandoned.v1");
        assertThat(records).extracting(record -> header(record, "ce_sequence")).containsExactly("0", "1", "2", "3");
        assertThat(records).allSatisfy(record -> {
            ObjectNode headers = Contract.JSON.createObjectNode();
            record.headers()
                    .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            assertThat(AsyncApi.errors("CloudEventHeaders", headers)).isEmpty();
            assertThat(AsyncApi.errors(header(record, "ce_type"), Contract.JSON.readTree(record.value())))
                    .isEmpty();
        });
        assertThat(records.getFirst().value()).contains("10000000.01").doesNotContain("E7");
        assertThat(header(records.getLast(), "ce_actor")).isEqualTo("wei.manager");
    }

    private static List<ConsumerRecord<String, String>> recordsOf(String key, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                Servers.shared().bootstrapServers(),
                "group.id",
                "test-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest");
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(RunningGoalService.TOPIC));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(key)) {
                        found.add(record);
                    }
                });
                return found.size() >= count;
            });
        }
        return found;
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(
                Objects.requireNonNull(record.headers().lastHeader(name)).value(), StandardCharsets.UTF_8);
    }
}
