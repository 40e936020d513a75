package io.plumbline.platform.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatheringTests {

    private static final Duration NONE = Duration.ZERO;

    private final Gathering gathering = new Gathering(100);
    private long now = -5;

    private Duration after(int records, Duration pause) {
        now += pause.toNanos();
        return gathering.after(records, now);
    }

    @Test
    void recordsThatComeOneAtATimeNeverWait() {
        assertThat(after(1, NONE)).isZero();
        assertThat(after(1, Duration.ofMillis(60))).isZero();
        assertThat(after(1, Duration.ofMillis(200))).isZero();
    }

    @Test
    void recordsThatFollowEachOtherGather() {
        assertThat(after(1, NONE)).isZero();
        assertThat(after(1, Duration.ofMillis(5))).isEqualTo(Gathering.MOMENT);
        assertThat(after(12, Duration.ofMillis(35))).isEqualTo(Gathering.MOMENT);
    }

    @Test
    void aPollWithoutRecordsIsNoRecord() {
        assertThat(after(1, NONE)).isZero();
        assertThat(after(0, Duration.ofMillis(40))).isZero();
        assertThat(after(1, Duration.ofMillis(40))).isZero();
    }

    @Test
    void whatFillsATransactionDoesNotWait() {
        assertThat(after(100, NONE)).isZero();
        assertThat(after(100, Duration.ofMillis(5))).isZero();
        assertThat(after(99, Duration.ofMillis(5))).isEqualTo(Gathering.MOMENT);
    }
}
