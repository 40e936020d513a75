package io.plumbline.goal.goals;

import io.plumbline.goal.reports.Measurement;
import io.plumbline.goal.values.GoalId;
import io.plumbline.platform.write.store.EventNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to a goal; amounts are in the goal's unit. */
@EventNames("goal")
sealed interface GoalEvent {

    GoalId goalId();

    Instant occurredAt();

    /** {@code decompositionId} of the parent's decomposition that made it; null where none did. */
    @Revision("1")
    record GoalDrafted(
            GoalId goalId,
            GoalDefinition definition,
            @Nullable String decompositionId,
            Instant occurredAt) implements GoalEvent {}

    @Revision("1")
    record GoalAmended(GoalId goalId, GoalDefinition definition, Instant occurredAt) implements GoalEvent {}

    @Revision("1")
    record GoalSubmitted(GoalId goalId, @Nullable String justification, Instant occurredAt) implements GoalEvent {}

    @Revision("1")
    record GoalApproved(GoalId goalId, String by, Instant occurredAt) implements GoalEvent {}

    @Revision("1")
    record GoalRejected(GoalId goalId, String by, String reason, Instant occurredAt) implements GoalEvent {}

    @Revision("1")
    record GoalActivated(GoalId goalId, Instant occurredAt) implements GoalEvent {}

    /**
     * @param reallotted what every child's part became by it; empty where nothing is decomposed
     * @param loweredLate whether it was lowered in the last fifth of its period
     */
    @Revision("1")
    record TargetRevised(
            GoalId goalId,
            BigDecimal oldTarget,
            BigDecimal newTarget,
            List<Phase> phasing,
            List<Allotment> reallotted,
            String reason,
            boolean loweredLate,
            Instant occurredAt)
            implements GoalEvent {}

    @Revision("1")
    record GoalRephased(GoalId goalId, List<Phase> phasing, String reason, Instant occurredAt) implements GoalEvent {}

    @Revision("1")
    record GoalDecomposed(GoalId goalId, Decomposition decomposition, Instant occurredAt) implements GoalEvent {}

    /** {@code parts} are the two children as they are afterwards, the giving one first. */
    @Revision("1")
    record TargetReallotted(
            GoalId goalId,
            String decompositionId,
            List<Allotment> parts,
            BigDecimal amount,
            String reason,
            Instant occurredAt)
            implements GoalEvent {}

    @Revision("1")
    record DecompositionWithdrawn(GoalId goalId, String decompositionId, String reason, Instant occurredAt)
            implements GoalEvent {}

    /** Somebody asked to close it with another figure than the measured one; somebody else confirms or declines. */
    @Revision("1")
    record ClosingRequested(
            GoalId goalId, BigDecimal actual, Measurement measured, String reason, String by, Instant occurredAt)
            implements GoalEvent {}

    @Revision("1")
    record ClosingDeclined(GoalId goalId, String by, String reason, Instant occurredAt) implements GoalEvent {}

    /**
     * @param actual what counts: the stated figure where there is one, else the measured one
     * @param measured null where it was closed before goals were measured: then the closer typed {@code actual}
     * @param stated null where it was closed with the measured figure
     * @param by who confirmed; null where it was closed before goals were measured
     */
    @Revision("1")
    record GoalClosed(
            GoalId goalId,
            BigDecimal actual,
            BigDecimal target,
            Outcome outcome,
            @Nullable Measurement measured,
            @Nullable StatedActual stated,
            @Nullable String by,
            Instant occurredAt)
            implements GoalEvent {}

    /** What a goal came to. */
    enum Outcome {
        ACHIEVED,
        MISSED
    }

    @Revision("1")
    record GoalAbandoned(GoalId goalId, String reason, Instant occurredAt) implements GoalEvent {}
}
