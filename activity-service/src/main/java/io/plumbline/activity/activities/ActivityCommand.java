package io.plumbline.activity.activities;

import io.plumbline.activity.terms.ActivityId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an activity. {@code occurredAt} is null for now. */
sealed interface ActivityCommand {

    record PlanActivity(
            @TargetAggregateIdentifier ActivityId activityId,
            Undertaking undertaking,
            Instant plannedAt,
            @Nullable Instant occurredAt)
            implements ActivityCommand {}

    /** Something done that nobody had planned. */
    record RecordActivity(
            @TargetAggregateIdentifier ActivityId activityId,
            Undertaking undertaking,
            Report report,
            @Nullable Instant occurredAt)
            implements ActivityCommand {}

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
