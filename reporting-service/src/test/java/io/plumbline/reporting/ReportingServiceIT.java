package io.plumbline.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.platform.embedded.ManagementCredential;
import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.testing.OpenApiDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The publishers' golden messages, from Kafka to the reports. */
class ReportingServiceIT extends ReportingTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String GOAL = "0198c1f0-1111-7000-8000-000000000001";

    @Test
    void theGoldenMessagesBecomeFigures() throws Exception {
        try (Producer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Servers.shared().bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            for (JsonNode message : spine()) {
                ProducerRecord<String, String> sent = new ProducerRecord<>(
                        TOPIC,
                        message.get("key").asString(),
                        message.get("data").toString());
                message.get("headers")
                        .properties()
                        .forEach(header -> sent.headers()
                                .add(
                                        header.getKey(),
                                        header.getValue().asString().getBytes(StandardCharsets.UTF_8)));
                producer.send(sent);
            }
        }

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode goal = report("/api/reports/completion?goal=" + GOAL + "&asOf=2025-01-15T00:00:00Z")
                    .at("/rows/0");
            assertThat(goal.isMissingNode()).isFalse();
            assertThat(goal.get("actual").decimalValue()).isEqualByComparingTo("1250000");
            assertThat(goal.get("target").decimalValue()).isEqualByComparingTo("6200000");
        });
        JsonNode funnel = report("/api/reports/funnel?territory=CHINA&asOf=2024-08-01T00:00:00Z");
        assertThat(funnel.at("/rows/0/stage").asString()).isEqualTo("propose");
        assertThat(funnel.at("/rows/0/weightedAmount").decimalValue()).isEqualByComparingTo("500000");
        assertThat(funnel.at("/asKnownNow").asBoolean()).isTrue();
        assertThat(report("/api/reports/funnel?knownAt=2024-08-01T00:00:00Z")
                        .at("/asKnownNow")
                        .asBoolean(true))
                .isFalse();
        assertThat(funnel.at("/freshness"))
                .anySatisfy(source -> assertThat(source.get("topic").asString()).isEqualTo(TOPIC));
    }

    @Test
    void theDocumentNamesEveryParameter() {
        JsonNode paths = JSON.readTree(client().get()
                        .uri("/openapi/reporting-service")
                        .retrieve()
                        .body(String.class))
                .get("paths");
        assertThat(paths.at("/~1api~1reports~1sales/get/parameters").findValuesAsString("name"))
                .contains("asOf", "territory", "from", "fiscalYear", "week", "currency", "rates", "plan", "credit")
                .noneMatch(name -> name.contains("."));
        assertThat(paths.at("/~1api~1reports~1completion/get/parameters").findValuesAsString("name"))
                .contains("goal", "redBelow", "currency", "calendar");
        for (String operation : List.of("explain", "compare")) {
            assertThat(paths.at("/~1api~1reports~1" + operation + "/get/parameters")
                            .findValuesAsString("name"))
                    .as(operation)
                    .contains("figure", "goal", "dimension", "cap", "base", "priorFrom", "priorTo", "currency", "limit")
                    .doesNotContain("priorOrdered", "prior");
        }
    }

    @Test
    void aParameterThatIsNotKnownIsRefusedEverywhere() {
        OpenApiDocument.assertKnowsItsParameters(
                JSON.readTree(client().get()
                        .uri("/openapi/reporting-service")
                        .retrieve()
                        .body(String.class)),
                (method, path) -> JSON.readTree(send(HttpMethod.valueOf(method), token("sales-ops"), path, "{}")
                        .getBody()));
    }

    @Test
    void theIntakeIsPartOfTheHealth() {
        assertThat(client().get()
                        .uri("/actuator/health")
                        .header(HttpHeaders.AUTHORIZATION, ManagementCredential.AUTHORIZATION)
                        .retrieve()
                        .body(String.class))
                .contains("\"intake\"")
                .contains("\"parked\":0");
    }

    /** Won, not lost: both are golden for the same place in one history. */
    private static List<JsonNode> spine() throws Exception {
        return ContractTests.messages().stream()
                .map(file -> JSON.readTree(read(file)))
                .filter(message -> List.of(
                                "territory.TerritoryDefined.v1",
                                "goal.GoalDrafted.v1",
                                "goal.GoalSubmitted.v1",
                                "goal.GoalApproved.v1",
                                "goal.GoalActivated.v1",
                                "goal.TargetRevised.v1",
                                "customer.CustomerRegistered.v1",
                                "opportunity.OpportunityOpened.v1",
                                "opportunity.StageChanged.v1",
                                "opportunity.OpportunityWon.v1",
                                "order.OrderPlaced.v1")
                        .contains(message.at("/headers/ce_type").asString()))
                .sorted(Comparator.comparing(message ->
                        Integer.parseInt(message.at("/headers/ce_sequence").asString())))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
