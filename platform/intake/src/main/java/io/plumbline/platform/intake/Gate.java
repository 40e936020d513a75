package io.plumbline.platform.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.platform.bounds.Bounds;
import io.plumbline.platform.intake.Envelope.Key;
import io.plumbline.platform.intake.Envelope.MalformedException;
import io.plumbline.platform.intake.StreamPosition.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The judgement of one poll's records: what is to be folded, what waits, and how far each partition gets. */
final class Gate {

    record ParkedRow(
            String source,
            String aggregateId,
            long sequence,
            String eventId,
            String type,
            Instant recordedAt,
            @Nullable String traceparent,
            byte[] data,
            String topic,
            int partition,
            long recordOffset) {}

    record PositionRow(
            String topic,
            int partition,
            long nextOffset,
            @Nullable Instant lastRecordedAt,
            @Nullable String stopped) {

        Progress progress() {
            return new Progress(nextOffset, stopped, lastRecordedAt);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    private final EventTypes types;
    private final Mended mended;
    private final Map<Key, StreamPosition> streamPositions;
    private final Set<Key> known;
    private final Map<Key, StreamPosition> changed = new LinkedHashMap<>();
    private final Map<Key, StreamPosition> setAside = new LinkedHashMap<>();
    private final List<Envelope<Record>> toFold = new ArrayList<>();

    /** What is kept of each event to fold, if it turns out that it can't be folded. */
    private final Map<Envelope<Record>, ParkedRow> ifParked = new IdentityHashMap<>();

    private final List<ParkedRow> parked = new ArrayList<>();
    private final List<PositionRow> positions = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** @param streamPositions of the aggregates that the table knows */
    Gate(EventTypes types, Map<Key, StreamPosition> streamPositions, Mended mended) {
        this.types = types;
        this.mended = mended;
        this.streamPositions = streamPositions;
        this.known = Set.copyOf(streamPositions.keySet());
    }

    /** Judges a partition's records in their order, up to the first that must not be passed. */
    void judge(Batch batch) {
        Instant newest = null;
        for (Incoming incoming : batch.records()) {
            String stop = null;
            try {
                Instant recordedAt;
                if (types.concern(Envelope.type(incoming))) {
                    Envelope<byte[]> envelope = Envelope.of(incoming);
                    recordedAt = envelope.recordedAt();
                    stop = judge(batch.shard(), incoming.offset(), envelope);
                } else {
                    recordedAt = Envelope.recordedAt(incoming);
                    count("unread");
                }
                newest = newest == null || recordedAt.isAfter(newest) ? recordedAt : newest;
            } catch (MalformedException e) {
                stop = "the record can't be placed: " + e.getMessage();
            }
            if (stop != null) {
                String reason = "offset " + incoming.offset() + ": " + stop;
                positions.add(new PositionRow(
                        batch.shard().topic(), batch.shard().partition(), incoming.offset(), newest, reason));
                return;
            }
        }
        positions.add(new PositionRow(batch.shard().topic(), batch.shard().partition(), batch.next(), newest, null));
    }

    private @Nullable String judge(Shard shard, long offset, Envelope<byte[]> envelope) {
        StreamPosition head = head(envelope.key());
        switch (head.judge(envelope.sequence(), envelope.eventId())) {
            case DUPLICATE -> count("duplicate");
            case APPLY -> {
                move(head.movedTo(envelope));
                decode(shard, offset, envelope);
            }
            case PARK -> {
                move(head.movedTo(envelope));
                keep(row(shard, offset, envelope), "parked");
            }
            case QUARANTINE -> {
                if (head.state() != State.QUARANTINED) {
                    move(head.in(
                            State.QUARANTINED,
                            "sequence " + envelope.sequence() + " is event " + head.eventId() + " here and "
                                    + envelope.eventId() + " at " + shard + " offset " + offset));
                }
                keep(row(shard, offset, envelope), "quarantined");
            }
            case GAP -> {
                return "aggregate " + envelope.aggregateId() + " of " + envelope.source() + " jumps from sequence "
                        + head.sequence() + " to " + envelope.sequence() + "; what lies between was never received";
            }
        }
        return null;
    }

    private void decode(Shard shard, long offset, Envelope<byte[]> envelope) {
        // what is parked nevertheless is kept as it was published
        ParkedRow ifParkedHere = row(shard, offset, envelope);
        byte[] data = mended.dataOf(envelope);
        try {
            types.decode(envelope.type(), data)
                    .ifPresentOrElse(
                            event -> {
                                Envelope<Record> decoded = envelope.with(data, event);
                                toFold.add(decoded);
                                ifParked.put(decoded, ifParkedHere);
                                count("applied");
                            },
                            () -> count("unknown"));
        } catch (UndecodableException e) {
            park(envelope, ifParkedHere, e);
        }
    }

    /** From this event on, one of those to fold, its aggregate waits. */
    void park(Envelope<Record> event, RuntimeException cause) {
        park(event, Objects.requireNonNull(ifParked.get(event)), cause);
    }

    private void park(Envelope<?> event, ParkedRow row, RuntimeException cause) {
        StreamPosition head = head(event.key());
        if (head.state() == State.OPEN) {
            move(head.in(State.PARKED, reason(event, cause)));
        }
        keep(row, "parked");
    }

    static String reason(Envelope<?> envelope, RuntimeException cause) {
        String text = "event " + envelope.eventId() + " (" + envelope.type() + "): " + cause;
        // what came in may be in the message, and what is cut may be cut within a pair
        return Bounds.readable(text.substring(0, Math.min(text.length(), 2000)));
    }

    private static ParkedRow row(Shard shard, long offset, Envelope<byte[]> e) {
        return new ParkedRow(
                e.source(),
                e.aggregateId(),
                e.sequence(),
                e.eventId(),
                e.type(),
                e.recordedAt(),
                e.traceparent(),
                e.data(),
                shard.topic(),
                shard.partition(),
                offset);
    }

    private void keep(ParkedRow row, String outcome) {
        parked.add(row);
        count(outcome);
    }

    private StreamPosition head(Key key) {
        StreamPosition head = streamPositions.get(key);
        return head == null ? StreamPosition.none(key) : head;
    }

    private void move(StreamPosition head) {
        if (head.state() != State.OPEN && head(head.key()).state() != head.state()) {
            setAside.put(head.key(), head);
        }
        streamPositions.put(head.key(), head);
        changed.put(head.key(), head);
    }

    private void count(String outcome) {
        counts.merge(outcome, 1, Integer::sum);
    }

    /** What passed the gate, in the order of its partitions. */
    List<Envelope<Record>> toFold() {
        return toFold;
    }

    /** Of aggregates that the table doesn't know yet. */
    List<StreamPosition> newHeads() {
        return changed.values().stream()
                .filter(head -> !known.contains(head.key()))
                .toList();
    }

    /** Of aggregates that the table knows. */
    List<StreamPosition> movedHeads() {
        return changed.values().stream()
                .filter(head -> known.contains(head.key()))
                .toList();
    }

    List<ParkedRow> parked() {
        return parked;
    }

    List<PositionRow> positions() {
        return positions;
    }

    Map<Shard, Progress> progress() {
        Map<Shard, Progress> progress = new TreeMap<>();
        positions.forEach(row -> progress.put(new Shard(row.topic(), row.partition()), row.progress()));
        return progress;
    }

    /** Once for each aggregate, when it is set aside. */
    void warnOfParked(String schema) {
        setAside.forEach((key, head) -> log.warn(
                "Aggregate {} of {} is {} in {} from this event on: {}",
                key.aggregateId(),
                key.source(),
                head.state(),
                schema,
                head.reason()));
    }

    void report(MeterRegistry meters, String schema) {
        counts.forEach((outcome, n) -> meters.counter("plumbline.intake.events", "schema", schema, "outcome", outcome)
                .increment(n));
    }
}
