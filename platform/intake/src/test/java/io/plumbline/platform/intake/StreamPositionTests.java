package io.plumbline.platform.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.intake.StreamPosition.State;
import io.plumbline.platform.intake.StreamPosition.Verdict;
import org.junit.jupiter.api.Test;

class StreamPositionTests {

    private static final StreamPosition NONE = StreamPosition.none(new Envelope.Key("/bank", "a"));
    private static final StreamPosition OPEN = new StreamPosition("/bank", "a", 4, "e4", State.OPEN, null);
    private static final StreamPosition PARKED = OPEN.in(State.PARKED, "unreadable");
    private static final StreamPosition QUARANTINED = OPEN.in(State.QUARANTINED, "diverged");

    @Test
    void anAggregateBeginsWithSequenceZero() {
        assertThat(NONE.judge(0, "e0")).isEqualTo(Verdict.APPLY);
        assertThat(NONE.judge(1, "e1")).isEqualTo(Verdict.GAP);
    }

    @Test
    void theNextEventIsAppliedAndAnyOlderOneIsADuplicate() {
        assertThat(OPEN.judge(5, "e5")).isEqualTo(Verdict.APPLY);
        assertThat(OPEN.judge(4, "e4")).isEqualTo(Verdict.DUPLICATE);
        assertThat(OPEN.judge(0, "e0")).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void aLaterEventThanTheNextIsAGap() {
        assertThat(OPEN.judge(6, "e6")).isEqualTo(Verdict.GAP);
        assertThat(PARKED.judge(6, "e6")).isEqualTo(Verdict.GAP);
    }

    @Test
    void anotherEventInTheHeadsPlaceIsADivergedHistory() {
        assertThat(OPEN.judge(4, "other")).isEqualTo(Verdict.QUARANTINE);
        assertThat(PARKED.judge(4, "other")).isEqualTo(Verdict.QUARANTINE);
    }

    @Test
    void whatFollowsAParkedEventWaitsBehindIt() {
        assertThat(PARKED.judge(5, "e5")).isEqualTo(Verdict.PARK);
        assertThat(PARKED.judge(4, "e4")).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void nothingOfAQuarantinedAggregateIsAppliedAgain() {
        assertThat(QUARANTINED.judge(5, "e5")).isEqualTo(Verdict.QUARANTINE);
        assertThat(QUARANTINED.judge(9, "e9")).isEqualTo(Verdict.QUARANTINE);
        assertThat(QUARANTINED.judge(3, "e3")).isEqualTo(Verdict.DUPLICATE);
    }
}
