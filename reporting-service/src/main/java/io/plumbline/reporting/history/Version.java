package io.plumbline.reporting.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * What was true of something over an interval of business time, as it was known over an interval of recorded time.
 *
 * <p>Both intervals include their beginning and not their end. A version that two events of the same instant enclose has no
 * length; no instant sees it, but it shows that its state was passed.
 *
 * @param sequence of the event that begins it
 * @param eventId of the event that begins it
 * @param knownSequence of the event with which it became known; with {@code id} and {@code sequence} it names the row
 */
public record Version<S extends Record>(
        String id,
        long sequence,
        String eventId,
        Instant validFrom,
        Instant validTo,
        long knownSequence,
        Instant knownFrom,
        Instant knownTo,
        @JsonUnwrapped S state) {

    Version<S> knownUntil(Instant end) {
        return new Version<>(id, sequence, eventId, validFrom, validTo, knownSequence, knownFrom, end, state);
    }

    boolean saysTheSameAs(Version<S> other) {
        return sequence == other.sequence
                && validFrom.equals(other.validFrom)
                && validTo.equals(other.validTo)
                && state.equals(other.state);
    }
}
