package io.plumbline.platform.intake;

import io.plumbline.platform.bounds.Bounds;
import io.plumbline.platform.bounds.OutOfBounds;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event in its envelope.
 *
 * @param source the service that published it, for example {@code /goal-service}
 * @param sequence its place among its aggregate's events, from 0 without gaps
 * @param eventId unique among all events
 * @param type its published name and version, for example {@code goal.GoalDrafted.v1}
 * @param recordedAt when its writer recorded it, to the microsecond
 * @param traceparent W3C trace context of the request that caused it
 * @param data the event as published, JSON in UTF-8
 * @param event the event as the consumer's own record, or {@code data} where it is not decoded yet
 */
public record Envelope<E>(
        String source,
        String aggregateId,
        long sequence,
        String eventId,
        String type,
        Instant recordedAt,
        @Nullable String traceparent,
        byte[] data,
        E event) {

    record Key(String source, String aggregateId) {}

    static final class MalformedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        MalformedException(String message) {
            super(message);
        }
    }

    /**
     * The published name and version of an event.
     *
     * @throws MalformedException if there is none
     */
    static String type(Incoming incoming) {
        return required(incoming.headers(), "ce_type");
    }

    /**
     * When an event was recorded.
     *
     * @throws MalformedException if the record doesn't say
     */
    static Instant recordedAt(Incoming incoming) {
        try {
            // PostgreSQL keeps microseconds; what is compared in Java must not know more than the table does
            return Bounds.instant(Instant.parse(required(incoming.headers(), "ce_time")))
                    .truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException | OutOfBounds e) {
            throw unreadable(e);
        }
    }

    /** @throws MalformedException if the record can't be placed in any aggregate's sequence */
    static Envelope<byte[]> of(Incoming incoming) {
        if (incoming.key() == null || incoming.value() == null) {
            throw new MalformedException("a record needs a key and a value");
        }
        Map<String, String> headers = incoming.headers();
        try {
            long sequence = Long.parseLong(required(headers, "ce_sequence"));
            if (sequence < 0) {
                throw new MalformedException("ce_sequence is negative");
            }
            return new Envelope<>(
                    required(headers, "ce_source"),
                    printable(incoming.key(), "key"),
                    sequence,
                    required(headers, "ce_id"),
                    type(incoming),
                    recordedAt(incoming),
                    trace(headers.get("ce_traceparent")),
                    incoming.value(),
                    incoming.value());
        } catch (NumberFormatException e) {
            throw unreadable(e);
        }
    }

    private static MalformedException unreadable(RuntimeException cause) {
        return new MalformedException("header not readable: " + cause.getMessage());
    }

    Key key() {
        return new Key(source, aggregateId);
    }

    /** The same envelope around {@code decoded}, which was published as {@code read}, or is read instead. */
    <T> Envelope<T> with(byte[] read, T decoded) {
        return new Envelope<>(source, aggregateId, sequence, eventId, type, recordedAt, traceparent, read, decoded);
    }

    /**
     * The same, for those who know what kind of event it is.
     *
     * @throws ClassCastException if it is of another kind
     */
    @SuppressWarnings("unchecked") // the event is all of this that has the type
    public <T> Envelope<T> as(Class<T> kind) {
        if (!kind.isInstance(event)) {
            throw new ClassCastException(type + " is not read as " + kind);
        }
        return (Envelope<T>) this;
    }

    /** The event as published. */
    public String json() {
        return new String(data, StandardCharsets.UTF_8);
    }

    private static String required(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null || value.isEmpty()) {
            throw new MalformedException("header " + name + " is missing");
        }
        return printable(value, name);
    }

    /** Nothing depends on it, so one that can't be stored is left out. */
    private static @Nullable String trace(@Nullable String value) {
        return value == null || value.indexOf('\0') >= 0 ? null : value;
    }

    private static String printable(String value, String name) {
        if (value.isEmpty() || value.indexOf('\0') >= 0) {
            throw new MalformedException(name + " is empty or holds a NUL");
        }
        return value;
    }
}
