package io.plumbline.platform.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that has passed the gate and is to be folded.
 *
 * @param source the service that published it, for example {@code /goal-service}
 * @param sequence its place among its aggregate's events, from 0 without gaps
 * @param eventId unique among all events
 * @param type its published name and version, for example {@code goal.GoalDrafted.v1}
 * @param recordedAt when its writer recorded it, to the microsecond
 * @param traceparent W3C trace context of the request that caused it
 * @param json the event as published
 * @param event the event as the consumer's own record
 */
public record Received(
        String source,
        String aggregateId,
        long sequence,
        String eventId,
        String type,
        Instant recordedAt,
        @Nullable String traceparent,
        String json,
        Object event) {}
