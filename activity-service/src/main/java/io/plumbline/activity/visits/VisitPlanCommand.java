package io.plumbline.activity.visits;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a visit plan. {@code occurredAt} is null for now. */
sealed interface VisitPlanCommand {

    /** Makes the plan, or makes it anew while it is not submitted. */
    record DraftVisitPlan(
            @TargetAggregateIdentifier VisitPlanId visitPlanId,
            String representative,
            Week week,
            String territory,
            List<VisitItem> items,
            @Nullable Instant occurredAt)
            implements VisitPlanCommand {}

    record SubmitVisitPlan(
            @TargetAggregateIdentifier VisitPlanId visitPlanId,
            @Nullable Instant occurredAt) implements VisitPlanCommand {}

    record ApproveVisitPlan(
            @TargetAggregateIdentifier VisitPlanId visitPlanId,
            @Nullable Instant occurredAt) implements VisitPlanCommand {}

    record RejectVisitPlan(
            @TargetAggregateIdentifier VisitPlanId visitPlanId,
            String reason,
            @Nullable Instant occurredAt) implements VisitPlanCommand {}
}
