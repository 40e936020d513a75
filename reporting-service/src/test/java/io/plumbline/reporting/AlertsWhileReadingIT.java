package io.plumbline.reporting;

import static io.plumbline.reporting.Story.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.reporting.alerts.ReadingProgress;
import io.plumbline.reporting.history.ReadModels;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/** Figures that are known to lack something neither open nor close an alert. */
@Import(AlertsWhileReadingIT.Behind.class)
class AlertsWhileReadingIT extends AlertsTest {

    private static volatile boolean behind;
    private static final AtomicInteger ASKED = new AtomicInteger();

    /** What has been read, as it is known, but for a record that is still missing. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Behind {

        @Bean
        @Primary
        ReadingProgress incomplete(ReadModels generations) {
            return () -> {
                BooleanSupplier really = generations.published();
                return () -> {
                    ASKED.incrementAndGet();
                    return !behind && really.getAsBoolean();
                };
            };
        }
    }

    @Test
    void nothingOpensOrClosesUntilWhatWasPublishedHasBeenRead() {
        story.territory("RD", null, "UTC")
                .goal("rd-first", "2024-06-20T00:00:00Z", "1000", "2024-07-01", "2024-12-31", scope("RD"));
        look();
        JsonNode first = onlyOpen("RD", "GOAL_LIGHT");

        behind = true;
        story.order("rd-o", "c", "RD", "1000", "CNY", now())
                .goal("rd-second", "2024-06-20T00:00:00Z", "5000", "2024-07-01", "2024-12-31", scope("RD"));
        publish();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                db.sql("select count(*) from report.goal where id = 'rd-second' and status = 'ACTIVE'")
                                        .query((row, n) -> row.getInt(1))
                                        .single())
                        .isPositive());
        CLOCK.advance(Duration.ofDays(1));
        int before = ASKED.get();
        await().atMost(Duration.ofSeconds(60)).until(() -> ASKED.get() > before + 5);
        assertThat(onlyOpen("RD", "GOAL_LIGHT").get("id")).isEqualTo(first.get("id"));

        behind = false;
        look();
        assertThat(onlyOpen("RD", "GOAL_LIGHT").get("subject").asString()).isEqualTo("rd-second");
        assertThat(alerts("RD", "GOAL_LIGHT", "CLOSED")).hasSize(1);
    }
}
