package io.plumbline.activity.activities;

import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What others read of an activity's events; {@code contract/} holds one message of each. */
@EventNames("activity")
sealed interface PublishedActivityEvent {

    /** @param dueUntil when the planned day ends in the territory's time zone */
    @Revision("1")
    record ActivityPlanned(
            String activityId,
            String customerId,
            @Nullable String opportunityId,
            String kind,
            String representative,
            String territory,
            String purpose,
            List<String> materials,
            Instant plannedAt,
            Instant dueUntil,
            Instant occurredAt)
            implements PublishedActivityEvent {}

    @Revision("1")
    record ActivityRescheduled(
            String activityId,
            Instant oldPlannedAt,
            Instant plannedAt,
            Instant dueUntil,
            String reason,
            Instant occurredAt)
            implements PublishedActivityEvent {}

    @Revision("1")
    record ActivityCompleted(
            String activityId,
            String customerId,
            @Nullable String opportunityId,
            String kind,
            String representative,
            String territory,
            Instant plannedAt,
            String outcome,
            @Nullable String said,
            @Nullable NextStep nextStep,
            @Nullable String nextActivityId,
            Instant occurredAt)
            implements PublishedActivityEvent {}

    @Revision("1")
    record ActivityMissed(String activityId, String customerId, Instant plannedAt, Instant occurredAt)
            implements PublishedActivityEvent {}

    @Revision("1")
    record ActivityCancelled(String activityId, String customerId, String reason, Instant occurredAt)
            implements PublishedActivityEvent {}
}
