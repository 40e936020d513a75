package io.plumbline.reporting.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report with the two instants that it answers for, so that it can be asked for again.
 *
 * @param asKnownNow whether all that has been read was known at {@code knownAt}: then sums and counts that are kept as known
 *     now answer what they hold, and else the versions of both times do
 * @param freshness how far each source had been read when the figures were
 * @param row the type of the rows, also where there are none
 */
public record Answer<R extends Record>(
        Instant asOf,
        Instant knownAt,
        boolean asKnownNow,
        List<Formula> formulas,
        List<Source> freshness,
        @JsonIgnore Class<R> row,
        List<R> rows) {

    /**
     * @param position records read, over all partitions
     * @param lastRecordedAt when the newest event read was recorded; null before the first
     * @param parked aggregates that the figures leave out from some event on, since it can't be read or stored
     */
    public record Source(
            String topic, long position, @Nullable Instant lastRecordedAt, long parked) {

        boolean isKnownAt(Instant instant) {
            return lastRecordedAt == null || !lastRecordedAt.isAfter(instant);
        }
    }

    Answer<R> withRows(List<R> others) {
        return new Answer<>(asOf, knownAt, asKnownNow, formulas, freshness, row, others);
    }
}
