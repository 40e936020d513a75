package io.plumbline.reporting.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What activity-service publishes of activities. */
public sealed interface ActivityEvent extends Published {

    record ActivityPlanned(
            @Nullable String customerId,
            @Nullable String opportunityId,
            String kind,
            String representative,
            String territory,
            Instant plannedAt,
            Instant occurredAt)
            implements ActivityEvent {}

    record ActivityRescheduled(Instant plannedAt, Instant occurredAt) implements ActivityEvent {}

    /** @param plannedAt null where it was not planned before it was done */
    record ActivityCompleted(
            @Nullable String customerId,
            @Nullable String opportunityId,
            String kind,
            String representative,
            String territory,
            @Nullable Instant plannedAt,
            Instant occurredAt)
            implements ActivityEvent {}

    record ActivityMissed(Instant occurredAt) implements ActivityEvent {}

    record ActivityCancelled(Instant occurredAt) implements ActivityEvent {}
}
