package io.plumbline.goal.goals;

import io.plumbline.goal.reports.Measurement;
import io.plumbline.goal.values.GoalId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a goal. An {@code occurredAt} of null means now; amounts are in the goal's unit. */
sealed interface GoalCommand {

    GoalId goalId();

    record DraftGoal(
            @TargetAggregateIdentifier GoalId goalId,
            GoalDefinition definition,
            @Nullable Instant occurredAt) implements GoalCommand {}

    /** The definition's parent is not looked at: a goal stays where it hangs. */
    record AmendGoal(
            @TargetAggregateIdentifier GoalId goalId,
            GoalDefinition definition,
            @Nullable Instant occurredAt) implements GoalCommand {}

    /** {@code justification} says why a goal is achievable that the figures say is not. */
    record SubmitGoal(
            @TargetAggregateIdentifier GoalId goalId,
            @Nullable String justification,
            @Nullable Instant occurredAt) implements GoalCommand {}

    record ApproveGoal(
            @TargetAggregateIdentifier GoalId goalId,
            @Nullable Instant occurredAt) implements GoalCommand {}

    record RejectGoal(
            @TargetAggregateIdentifier GoalId goalId,
            String reason,
            @Nullable Instant occurredAt) implements GoalCommand {}

    record ActivateGoal(
            @TargetAggregateIdentifier GoalId goalId,
            @Nullable Instant occurredAt) implements GoalCommand {}

    /**
     * @param phasing null keeps the proportions of the phases
     * @param reviseEnded whether phases and parts that are over change too
     */
    record ReviseTarget(
            @TargetAggregateIdentifier GoalId goalId,
            BigDecimal target,
            @Nullable List<Phase> phasing,
            boolean reviseEnded,
            String reason,
            @Nullable Instant occurredAt)
            implements GoalCommand {}

    /** {@code reviseEnded} says whether phases of an active goal that are over change too. */
    record RephaseGoal(
            @TargetAggregateIdentifier GoalId goalId,
            List<Phase> phasing,
            boolean reviseEnded,
            String reason,
            @Nullable Instant occurredAt)
            implements GoalCommand {}

    record DecomposeGoal(
            @TargetAggregateIdentifier GoalId goalId,
            String decompositionId,
            Dimension dimension,
            AllocationMethod way,
            List<Part> parts,
            @Nullable Instant occurredAt)
            implements GoalCommand {}

    /**
     * One child to be.
     *
     * @param name null to be called after its slice
     * @param owner null for the representative of the slice, else for the parent's owner
     * @param weight as a fraction of 1, for {@link AllocationMethod#WEIGHT} and for what does not add up; else null
     * @param actual of last year, for {@link AllocationMethod#ACTUALS}; else null
     * @param target for {@link AllocationMethod#EXPLICIT} and for what does not add up; else null
     */
    record Part(
            GoalId goalId,
            @Nullable String name,
            @Nullable String owner,
            ScopeSlice slice,
            @Nullable BigDecimal weight,
            @Nullable BigDecimal actual,
            @Nullable BigDecimal target) {}

    record ReallotTarget(
            @TargetAggregateIdentifier GoalId goalId,
            String decompositionId,
            GoalId from,
            GoalId to,
            BigDecimal amount,
            String reason,
            @Nullable Instant occurredAt)
            implements GoalCommand {}

    /** Takes a decomposition back; its children are abandoned. */
    record WithdrawDecomposition(
            @TargetAggregateIdentifier GoalId goalId,
            String decompositionId,
            String reason,
            @Nullable Instant occurredAt)
            implements GoalCommand {}

    /**
     * Closes a goal with what the reports measure.
     *
     * @param measured null where the goal was not active when it was looked at
     * @param actual the figure that the closer confirms; null confirms whatever is measured
     */
    record CloseGoal(
            @TargetAggregateIdentifier GoalId goalId,
            @Nullable Measurement measured,
            @Nullable BigDecimal actual,
            @Nullable Instant occurredAt)
            implements GoalCommand {}

    /**
     * Asks to close a goal with another figure than the measured one.
     *
     * @param measured null where the goal was not active when it was looked at
     */
    record RequestClosing(
            @TargetAggregateIdentifier GoalId goalId,
            @Nullable Measurement measured,
            BigDecimal actual,
            String reason,
            @Nullable Instant occurredAt)
            implements GoalCommand {}

    record ConfirmClosing(
            @TargetAggregateIdentifier GoalId goalId,
            @Nullable Instant occurredAt) implements GoalCommand {}

    record DeclineClosing(
            @TargetAggregateIdentifier GoalId goalId,
            String reason,
            @Nullable Instant occurredAt) implements GoalCommand {}

    record AbandonGoal(
            @TargetAggregateIdentifier GoalId goalId,
            String reason,
            @Nullable Instant occurredAt) implements GoalCommand {}
}
