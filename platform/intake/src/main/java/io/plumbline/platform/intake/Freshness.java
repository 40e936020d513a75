package io.plumbline.platform.intake;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How far one topic has been read.
 *
 * @param position the next offset of every partition read so far
 * @param lastRecordedAt when the newest event read was recorded, or null before the first
 */
public record Freshness(
        String topic,
        SortedMap<Integer, Long> position,
        @Nullable Instant lastRecordedAt) {}
