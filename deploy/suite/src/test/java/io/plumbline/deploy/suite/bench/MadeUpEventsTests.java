package io.plumbline.deploy.suite.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MadeUpEventsTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    @Test
    void aSeedAlwaysMakesTheSame() {
        assertThat(all(7, 300)).isEqualTo(all(7, 300)).isNotEqualTo(all(8, 300));
    }

    /** So that filling can go on with the chunk at which it was interrupted. */
    @Test
    void aChunkIsTheSameWhateverWasMadeBefore() {
        var organisation = new MadeUpEvents(1, NOW, 2_500);
        List<PublishedEvent> inTurn = new ArrayList<>();
        for (int i = 0; i < organisation.chunks() - 1; i++) {
            organisation.chunk(i, event -> {});
        }
        organisation.chunk(organisation.chunks() - 1, inTurn::add);
        List<PublishedEvent> alone = new ArrayList<>();
        new MadeUpEvents(1, NOW, 2_500).chunk(organisation.chunks() - 1, alone::add);

        assertThat(inTurn).isNotEmpty().isEqualTo(alone);
    }

    @Test
    void everyAggregateHasItsEventsInOrderAndNoneIsRecordedBeforeItHappened() {
        Map<String, PublishedEvent> last = new HashMap<>();
        for (PublishedEvent event : all(1, 1_000)) {
            PublishedEvent before = last.put(event.aggregateId(), event);
            assertThat(event.sequence()).isEqualTo(before == null ? 0 : before.sequence() + 1);
            JsonNode data = JSON.readTree(event.json());
            assertThat(event.recordedAt())
                    .isBeforeOrEqualTo(NOW)
                    .isAfterOrEqualTo(Instant.parse(data.path("occurredAt").asString()))
                    .isAfterOrEqualTo(before == null ? Instant.MIN : before.recordedAt());
        }
    }

    @Test
    void sizesAreInProportion() {
        Map<String, Long> begun = new HashMap<>();
        all(1, 2_000).stream()
                .filter(event -> event.sequence() == 0)
                .forEach(event -> begun.merge(event.type().replaceAll("\\..*", ""), 1L, Long::sum));

        assertThat(begun)
                .containsEntry("opportunity", 2_000L)
                .containsEntry("customer", 200L)
                .containsEntry("activity", 10_000L);
        assertThat(begun.get("order")).isBetween(500L, 900L);
        assertThat(begun).containsEntry("goal", 20L).containsEntry("territory", 30L);
    }

    private static List<PublishedEvent> all(long seed, int opportunities) {
        var organisation = new MadeUpEvents(seed, NOW, opportunities);
        List<PublishedEvent> events = new ArrayList<>();
        for (int i = 0; i < organisation.chunks(); i++) {
            organisation.chunk(i, events::add);
        }
        return events;
    }
}
