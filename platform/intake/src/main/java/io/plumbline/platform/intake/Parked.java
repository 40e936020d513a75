package io.plumbline.platform.intake;

import java.time.Instant;

/**
 * An event that waits, as it was published.
 *
 * @param data its JSON
 */
public record Parked(
        String source,
        String aggregateId,
        long sequence,
        String eventId,
        String type,
        Instant recordedAt,
        String data) {}
