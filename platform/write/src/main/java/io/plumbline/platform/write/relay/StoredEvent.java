package io.plumbline.platform.write.relay;

import java.time.Instant;

/**
 * A row of {@code domain_event} as it is read.
 *
 * @param recordedAt when it was recorded, not when it happened
 * @param payload JSON in the shape of {@code payloadType} and {@code payloadRevision}
 */
@SuppressWarnings("ArrayRecordComponent") // raw bytes on their way through, never compared
record StoredEvent(
        long globalIndex,
        String eventId,
        String aggregateType,
        String aggregateId,
        long sequence,
        Instant recordedAt,
        String payloadType,
        String payloadRevision,
        byte[] payload,
        byte[] metaData) {}
