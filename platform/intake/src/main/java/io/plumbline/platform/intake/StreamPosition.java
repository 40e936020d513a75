package io.plumbline.platform.intake;

import org.jspecify.annotations.Nullable;

/**
 * The last event received of one aggregate, and the judgement of the next one.
 *
 * @param sequence of the last event received, applied or parked; -1 before the first
 * @param eventId of that event
 * @param reason why the aggregate is not open
 */
record StreamPosition(
        String source,
        String aggregateId,
        long sequence,
        String eventId,
        State state,
        @Nullable String reason) {

    enum State {
        OPEN,
        /** An event could not be folded: it and what follows it wait in order for a replay. */
        PARKED,
        /** Two different events claimed the same place: the history can't be trusted from here on. */
        QUARANTINED
    }

    enum Verdict {
        /** The next event of an open aggregate. */
        APPLY,
        /** Already received. */
        DUPLICATE,
        /** The next event of an aggregate that waits. */
        PARK,
        /** A different event in a place already taken, or anything after one. */
        QUARANTINE,
        /** At least one event before this one was never received. */
        GAP
    }

    static StreamPosition none(Envelope.Key key) {
        return new StreamPosition(key.source(), key.aggregateId(), -1, "", State.OPEN, null);
    }

    Envelope.Key key() {
        return new Envelope.Key(source, aggregateId);
    }

    /** Only the head's id is kept, so a diverged history shows where it meets the head, not before. */
    Verdict judge(long nextSequence, String nextEventId) {
        if (nextSequence < sequence || nextSequence == sequence && nextEventId.equals(eventId)) {
            return Verdict.DUPLICATE;
        }
        if (state == State.QUARANTINED || nextSequence == sequence) {
            return Verdict.QUARANTINE;
        }
        if (nextSequence > sequence + 1) {
            return Verdict.GAP;
        }
        return state == State.PARKED ? Verdict.PARK : Verdict.APPLY;
    }

    StreamPosition movedTo(Envelope<?> envelope) {
        return new StreamPosition(source, aggregateId, envelope.sequence(), envelope.eventId(), state, reason);
    }

    StreamPosition in(State newState, @Nullable String why) {
        return new StreamPosition(source, aggregateId, sequence, eventId, newState, why);
    }
}
