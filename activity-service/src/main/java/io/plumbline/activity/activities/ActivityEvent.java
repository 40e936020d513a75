package io.plumbline.activity.activities;

import io.plumbline.activity.values.ActivityId;
import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to an activity. */
@EventNames("activity")
sealed interface ActivityEvent {

    ActivityId activityId();

    Instant occurredAt();

    /**
     * @param territory of the customer
     * @param dueUntil when the planned day ends in the territory's time zone
     */
    @Revision("1")
    record ActivityPlanned(
            ActivityId activityId,
            ActivityContent undertaking,
            String territory,
            Instant plannedAt,
            Instant dueUntil,
            Instant occurredAt)
            implements ActivityEvent {}

    @Revision("1")
    record ActivityRescheduled(
            ActivityId activityId,
            Instant oldPlannedAt,
            Instant plannedAt,
            Instant dueUntil,
            String reason,
            Instant occurredAt)
            implements ActivityEvent {}

    /** @param nextActivityId null where no next step was agreed */
    @Revision("1")
    record ActivityCompleted(
            ActivityId activityId,
            ActivityContent undertaking,
            String territory,
            Instant plannedAt,
            String outcome,
            @Nullable String said,
            @Nullable NextStep nextStep,
            @Nullable ActivityId nextActivityId,
            Instant occurredAt)
            implements ActivityEvent {}

    /** Happened when the planned day ended. */
    @Revision("1")
    record ActivityMissed(ActivityId activityId, ActivityContent undertaking, Instant plannedAt, Instant occurredAt)
            implements ActivityEvent {}

    @Revision("1")
    record ActivityCancelled(ActivityId activityId, ActivityContent undertaking, String reason, Instant occurredAt)
            implements ActivityEvent {}
}
