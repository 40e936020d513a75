package io.plumbline.activity.activities;

import io.plumbline.activity.values.ActivityId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an activity. {@code occurredAt} is null for now. */
sealed interface ActivityCommand {

    record PlanActivity(
            @TargetAggregateIdentifier ActivityId activityId,
            ActivityContent undertaking,
            Instant plannedAt,
            @Nullable Instant occurredAt)
            implements ActivityCommand {}

    /** Something done that nobody had planned. */
    record RecordActivity(
            @TargetAggregateIdentifier ActivityId activityId,
            ActivityContent undertaking,
            Report report,
            @Nullable Instant occurredAt)
            implements ActivityCommand {}

    /**
     * What another system knows of an activity, asked as often as it likes: the first time it plans the activity, later it
     * reschedules or completes it.
     *
     * @param plannedOn when it was planned; null for when it was to be, or now where that has not come
     * @param completion null while it is not done
     */
    record ImportActivity(
            @TargetAggregateIdentifier ActivityId activityId,
            ActivityContent undertaking,
            Instant plannedAt,
            @Nullable Instant plannedOn,
            @Nullable Completion completion)
            implements ActivityCommand {}

    /** @param said null where nobody wrote it down */
    record Completion(String outcome, @Nullable String said, Instant at) {}

    record CompleteActivity(
            @TargetAggregateIdentifier ActivityId activityId,
            Report report,
            @Nullable Instant occurredAt) implements ActivityCommand {}

    record RescheduleActivity(
            @TargetAggregateIdentifier ActivityId activityId,
            Instant plannedAt,
            String reason,
            @Nullable Instant occurredAt)
            implements ActivityCommand {}

    record CancelActivity(
            @TargetAggregateIdentifier ActivityId activityId,
            String reason,
            @Nullable Instant occurredAt) implements ActivityCommand {}

    /** The planned day is over, and nothing came; asked where that is not so, it changes nothing. */
    record MarkMissed(@TargetAggregateIdentifier ActivityId activityId) implements ActivityCommand {}

    /**
     * How it went.
     *
     * @param said what was talked about; null where nobody wrote it down
     * @param nextStep null where none was agreed
     * @param nextActivityId of the activity that the next step becomes
     */
    record Report(
            String outcome, @Nullable String said, @Nullable NextStep nextStep, ActivityId nextActivityId) {}
}
