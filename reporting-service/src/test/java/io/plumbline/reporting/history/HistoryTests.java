package io.plumbline.reporting.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.platform.intake.Rows;
import io.plumbline.reporting.events.GoalEvent.GoalSubmitted;
import io.plumbline.reporting.events.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryTests {

    /** The events folded so far, as a text: what is seen is the order in which they count. */
    private record Seen(String events) {}

    private final List<Envelope<Published>> facts = new ArrayList<>();

    @Test
    void eventsInOrderFollowOneAnother() {
        event(day(1), day(1));
        event(day(3), day(3));

        assertThat(seen(day(1), day(9))).isEqualTo("0");
        assertThat(seen(day(3), day(9))).isEqualTo("01");
        assertThat(seen(day(0), day(9))).isNull();
    }

    @Test
    void nothingIsKnownBeforeItWasRecorded() {
        event(day(1), day(5));
        event(day(2), day(6));

        assertThat(seen(day(3), day(4))).isNull();
        assertThat(seen(day(3), day(5))).isEqualTo("0");
        assertThat(seen(day(3), day(6))).isEqualTo("01");
    }

    @Test
    void aLateEventCountsWhereItHappenedAndOnlyOnceItIsKnown() {
        event(day(1), day(1));
        event(day(10), day(10));
        event(day(5), day(12));

        assertThat(seen(day(6), day(11))).isEqualTo("0");
        assertThat(seen(day(6), day(12))).isEqualTo("02");
        assertThat(seen(day(10), day(11))).isEqualTo("01");
        assertThat(seen(day(10), day(12))).isEqualTo("021");
    }

    @Test
    void whatIsSaidToHavePrecededTheFirstEventCountsFromItOn() {
        event(day(5), day(5));
        event(day(2), day(6));

        assertThat(seen(day(4), day(9))).isNull();
        assertThat(seen(day(5), day(9))).isEqualTo("01");
    }

    @Test
    void eventsOfOneInstantCountInTheOrderOfTheirSequence() {
        event(day(1), day(1));
        event(day(3), day(3));
        event(day(3), day(3));

        assertThat(seen(day(3), day(3))).isEqualTo("012");
        assertThat(versions()).anySatisfy(passed -> {
            assertThat(passed.state().events()).isEqualTo("01");
            assertThat(passed.validFrom()).isEqualTo(passed.validTo());
        });
    }

    @Test
    void recordedTimeDoesNotRunBackwards() {
        event(day(1), day(5));
        event(day(2), day(4));

        assertThat(seen(day(3), day(4))).isNull();
        assertThat(seen(day(3), day(5))).isEqualTo("01");
    }

    @Test
    void aFurtherEventAddsRowsAndEndsKnowledgeAndChangesNothingElse() {
        event(day(1), day(1));
        event(day(10), day(10));
        List<Version<Seen>> before = versions();
        event(day(5), day(12));
        List<Version<Seen>> after = versions();

        for (Version<Seen> old : before) {
            assertThat(after).anySatisfy(row -> {
                assertThat(row.sequence()).isEqualTo(old.sequence());
                assertThat(row.knownSequence()).isEqualTo(old.knownSequence());
                assertThat(row.knownUntil(old.knownTo())).isEqualTo(old);
            });
        }
    }

    @Test
    void theFirstVersionMayReachBack() {
        event(day(5), day(5));
        List<Version<Seen>> versions = History.of("a", facts, true, HistoryTests::occurred, HistoryTests::append);
        assertThat(versions)
                .singleElement()
                .satisfies(only -> assertThat(only.validFrom()).isEqualTo(Rows.ALWAYS));
    }

    private void event(Instant occurredAt, Instant recordedAt) {
        facts.add(new Envelope<>(
                "/goal-service",
                "a",
                facts.size(),
                "e" + facts.size(),
                "goal",
                recordedAt,
                null,
                new byte[0],
                new GoalSubmitted(occurredAt)));
    }

    private List<Version<Seen>> versions() {
        return History.of("a", facts, false, HistoryTests::occurred, HistoryTests::append);
    }

    private @Nullable String seen(Instant asOf, Instant knownAt) {
        List<Version<Seen>> visible = versions().stream()
                .filter(v -> !v.validFrom().isAfter(asOf) && v.validTo().isAfter(asOf))
                .filter(v -> !v.knownFrom().isAfter(knownAt) && v.knownTo().isAfter(knownAt))
                .toList();
        assertThat(visible).hasSizeLessThanOrEqualTo(1);
        return visible.isEmpty() ? null : visible.getFirst().state().events();
    }

    private static Instant occurred(Envelope<Published> fact) {
        return fact.event().occurredAt();
    }

    private static Seen append(@Nullable Seen before, Envelope<Published> fact, Instant at) {
        return new Seen((before == null ? "" : before.events()) + fact.sequence());
    }

    private static Instant day(int day) {
        return Instant.parse("2024-07-01T00:00:00Z").plusSeconds(day * 86_400L);
    }
}
