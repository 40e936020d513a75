package io.plumbline.deploy.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandCostTests {

    private static final Duration ANSWER = Duration.ofMillis(20);

    /** 400 commands in 2 s, and the same rows written directly in 0.2 s. */
    private final CommandCost cost = new CommandCost(
            8,
            Duration.ofSeconds(2),
            new Percentiles(400, ANSWER, ANSWER, ANSWER, ANSWER),
            times(Map.of("customer-service", 800, "PostgreSQL: customer", 200), 40),
            times(Map.of("customer-service", 50, "PostgreSQL: customer", 0), 0),
            Duration.ofSeconds(5),
            new CommandCost.Direct(400, "two rows", Duration.ofMillis(200), Duration.ofMillis(100)));

    private static ProcessorTimes times(Map<String, Integer> millis, int clients) {
        var byPart = new LinkedHashMap<String, Duration>();
        millis.forEach((part, time) -> byPart.put(part, Duration.ofMillis(time)));
        return new ProcessorTimes(byPart, Duration.ofMillis(clients));
    }

    @Test
    void processorTimeIsDividedByTheCommandsAndTheClientsAreLeftOut() {
        assertThat(cost.millisEach()).isEqualTo(2.5, within(1e-9));
        assertThat(cost.perSecond()).isEqualTo(200, within(1e-9));
        assertThat(cost.direct().perSecond()).isEqualTo(2000, within(1e-9));
        assertThat(cost.direct().millisEach()).isEqualTo(0.25, within(1e-9));
        assertThat(cost.ratio()).isEqualTo(0.1, within(1e-9));
    }

    @Test
    void theTableNamesEveryProcessAndWhatWasWrittenDirectly() {
        assertThat(cost.table())
                .contains("400 commands by 8 clients in 2.0 s: 200 a second, p50 20.0 ms, p95 20.0 ms, p99 20.0 ms")
                .contains("customer-service                            2.000               10.0")
                .contains("all                                         2.500               10.0")
                .contains("(the clients, not counted)                  0.100")
                .contains("written directly, two rows: 400 transactions by 8 clients in 0.2 s: 2000 a second,"
                        + " PostgreSQL 0.250 ms each")
                .contains("ratio of commands to direct transactions: 0.10");
    }

    @Test
    void eachLineOfJsonIsOneMeasure() {
        List<JsonNode> lines =
                cost.json().stream().map(JsonMapper.builder().build()::readTree).toList();

        assertThat(lines)
                .extracting(line -> line.get("measure").asString())
                .containsExactly("commands", "processor", "processor", "direct");
        assertThat(lines.getFirst().get("processorMillisPerCommand").asDouble()).isEqualTo(2.5);
        assertThat(lines.getFirst().get("ratioToDirect").asDouble()).isEqualTo(0.1);
        assertThat(lines.getLast().get("processorMillisPerTransaction").asDouble())
                .isEqualTo(0.25);
    }

    @Test
    void whatAPartHasTakenIsADifferenceAndNeverNegative() {
        ProcessorTimes before = times(Map.of("a", 100, "gone", 500), 10);
        ProcessorTimes after = times(Map.of("a", 130, "gone", 20, "new", 7), 30);

        ProcessorTimes taken = after.since(before);

        assertThat(taken.byPart())
                .containsEntry("a", Duration.ofMillis(30))
                .containsEntry("gone", Duration.ZERO)
                .containsEntry("new", Duration.ofMillis(7));
        assertThat(taken.clients()).isEqualTo(Duration.ofMillis(20));
        assertThat(taken.total()).isEqualTo(Duration.ofMillis(37));
    }
}
