package io.plumbline.platform.intake;

import io.plumbline.platform.bounds.Bounds;
import io.plumbline.platform.bounds.OutOfBounds;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a record's headers say; the event itself is not decoded yet. */
record Envelope(
        String source,
        String aggregateId,
        long sequence,
        String eventId,
        String type,
        Instant recordedAt,
        @Nullable String traceparent,
        byte[] data) {

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
    static Envelope of(Incoming incoming) {
        if (incoming.key() == null || incoming.value() == null) {
            throw new MalformedException("a record needs a key and a value");
        }
        Map<String, String> headers = incoming.headers();
        try {
            long sequence = Long.parseLong(required(headers, "ce_sequence"));
            if (sequence < 0) {
                throw new MalformedException("ce_sequence is negative");
            }
            return new Envelope(
                    required(headers, "ce_source"),
                    printable(incoming.key(), "key"),
                    sequence,
                    required(headers, "ce_id"),
                    type(incoming),
                    recordedAt(incoming),
                    trace(headers.get("ce_traceparent")),
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

    Envelope with(byte[] otherData) {
        return new Envelope(source, aggregateId, sequence, eventId, type, recordedAt, traceparent, otherData);
    }

    Received decodedAs(Record event) {
        String json = new String(data, StandardCharsets.UTF_8);
        return new Received(source, aggregateId, sequence, eventId, type, recordedAt, traceparent, json, event);
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
