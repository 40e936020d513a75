package io.plumbline.goal.goals;

import io.plumbline.goal.values.Period;
import io.plumbline.platform.write.command.CommandRejected;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * From when a goal can be closed.
 *
 * @param periodEnd when the day after its last one begins, in its territory
 * @param opens a grace period later
 */
record ClosingWindow(Instant periodEnd, Instant opens) {

    static ClosingWindow of(Period period, ZoneId zone, Duration grace) {
        Instant end = period.to().plusDays(1).atStartOfDay(zone).toInstant();
        return new ClosingWindow(end, end.plus(grace));
    }

    /** @throws CommandRejected where it has not opened at that instant */
    void requireOpen(Instant at) {
        if (at.isBefore(periodEnd)) {
            throw CommandRejected.state(
                    "period-over",
                    "its period runs until %s: before that it can be abandoned, not closed".formatted(periodEnd));
        }
        if (at.isBefore(opens)) {
            throw CommandRejected.state(
                    "grace-period",
                    "its period ended at %s; it can be closed from %s, when what is entered late is in the reports"
                            .formatted(periodEnd, opens));
        }
    }

    /** The last instant of its period: what happens as the next day begins is the next period's. */
    Instant lastInstant() {
        return periodEnd.minus(1, ChronoUnit.MICROS);
    }
}
