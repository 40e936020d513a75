package io.plumbline.goal.goals;

import io.plumbline.goal.values.Period;
import io.plumbline.platform.write.store.EventNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What others read of a goal's events; {@code contract/} holds one message of each. */
@EventNames("goal")
sealed interface PublishedGoalEvent {

    record PublishedPhase(LocalDate from, LocalDate to, BigDecimal target) {}

    record PublishedStretch(String name, BigDecimal target) {}

    record PublishedScope(
            @Nullable String territory,
            List<String> productLines,
            List<String> segments,
            List<String> industries,
            List<String> channels,
            @Nullable String representative) {}

    record PublishedNumerator(String metric, PublishedScope scope) {}

    record PublishedAllotment(
            String goalId, BigDecimal target, @Nullable BigDecimal weight) {}

    @Revision("1")
    record GoalDrafted(
            String goalId,
            @Nullable String planId,
            @Nullable String parentId,
            @Nullable String decompositionId,
            String name,
            @Nullable String metric,
            @Nullable String activityKind,
            @Nullable String unit,
            @Nullable String currency,
            @Nullable BigDecimal target,
            @Nullable BigDecimal baseline,
            @Nullable Period period,
            PublishedScope scope,
            @Nullable PublishedNumerator numerator,
            String owner,
            @Nullable BigDecimal weight,
            List<PublishedPhase> phasing,
            BigDecimal completionTolerance,
            List<PublishedStretch> stretch,
            Instant occurredAt)
            implements PublishedGoalEvent {}

    /** Replaces all that the draft said. */
    @Revision("1")
    record GoalAmended(
            String goalId,
            @Nullable String planId,
            @Nullable String parentId,
            String name,
            @Nullable String metric,
            @Nullable String activityKind,
            @Nullable String unit,
            @Nullable String currency,
            @Nullable BigDecimal target,
            @Nullable BigDecimal baseline,
            @Nullable Period period,
            PublishedScope scope,
            @Nullable PublishedNumerator numerator,
            String owner,
            @Nullable BigDecimal weight,
            List<PublishedPhase> phasing,
            BigDecimal completionTolerance,
            List<PublishedStretch> stretch,
            Instant occurredAt)
            implements PublishedGoalEvent {}

    @Revision("1")
    record GoalSubmitted(String goalId, @Nullable String justification, Instant occurredAt)
            implements PublishedGoalEvent {}

    @Revision("1")
    record GoalApproved(String goalId, String by, Instant occurredAt) implements PublishedGoalEvent {}

    @Revision("1")
    record GoalRejected(String goalId, String by, String reason, Instant occurredAt) implements PublishedGoalEvent {}

    @Revision("1")
    record GoalActivated(String goalId, Instant occurredAt) implements PublishedGoalEvent {}

    @Revision("1")
    record TargetRevised(
            String goalId,
            BigDecimal oldTarget,
            BigDecimal newTarget,
            List<PublishedPhase> phasing,
            String reason,
            boolean loweredLate,
            Instant occurredAt)
            implements PublishedGoalEvent {}

    @Revision("1")
    record GoalRephased(String goalId, List<PublishedPhase> phasing, String reason, Instant occurredAt)
            implements PublishedGoalEvent {}

    @Revision("1")
    record GoalDecomposed(
            String goalId,
            String decompositionId,
            String dimension,
            String way,
            List<PublishedAllotment> parts,
            Instant occurredAt)
            implements PublishedGoalEvent {}

    @Revision("1")
    record TargetReallotted(
            String goalId,
            String decompositionId,
            List<PublishedAllotment> parts,
            BigDecimal amount,
            String reason,
            Instant occurredAt)
            implements PublishedGoalEvent {}

    @Revision("1")
    record DecompositionWithdrawn(String goalId, String decompositionId, String reason, Instant occurredAt)
            implements PublishedGoalEvent {}

    /** What the reports measured; {@code actual} is null where they had no figure, and {@code refusal} says why. */
    record PublishedMeasurement(
            @Nullable BigDecimal actual, @Nullable String refusal, Instant asOf, Instant knownAt) {}

    /** Another figure than the measured one, and who asked for it. */
    record PublishedStatement(BigDecimal actual, String reason, String by) {}

    @Revision("1")
    record ClosingRequested(
            String goalId,
            BigDecimal actual,
            PublishedMeasurement measured,
            String reason,
            String by,
            Instant occurredAt)
            implements PublishedGoalEvent {}

    @Revision("1")
    record ClosingDeclined(String goalId, String by, String reason, Instant occurredAt) implements PublishedGoalEvent {}

    /**
     * {@code actual} is what counts: the stated figure where there is one, else the measured one. {@code measured} and
     * {@code by} are null of goals that were closed before goals were measured.
     */
    @Revision("1")
    record GoalClosed(
            String goalId,
            BigDecimal actual,
            BigDecimal target,
            String outcome,
            @Nullable PublishedMeasurement measured,
            @Nullable PublishedStatement stated,
            @Nullable String by,
            Instant occurredAt)
            implements PublishedGoalEvent {}

    @Revision("1")
    record GoalAbandoned(String goalId, String reason, Instant occurredAt) implements PublishedGoalEvent {}
}
