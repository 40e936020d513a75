package io.plumbline.reporting.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goal-service publishes of goals. */
public sealed interface GoalEvent extends Published {

    /** Both days belong to it. */
    record Period(LocalDate from, LocalDate to) {}

    /** A part of a goal's period with its part of the target. */
    record Phase(LocalDate from, LocalDate to, BigDecimal target) {}

    /** Empty lists and nulls mean: all. */
    record Scope(
            @Nullable String territory,
            List<String> productLines,
            List<String> segments,
            List<String> industries,
            List<String> channels,
            @Nullable String representative) {}

    /** What of a mix metric is counted, within the goal's own scope. */
    record Numerator(String metric, Scope scope) {}

    /** What one decomposition gives to one child. */
    record Part(String goalId, BigDecimal target, @Nullable BigDecimal weight) {}

    /** A draft may lack what a goal must have when it is submitted. */
    record GoalDrafted(
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
            Scope scope,
            @Nullable Numerator numerator,
            String owner,
            @Nullable BigDecimal weight,
            List<Phase> phasing,
            BigDecimal completionTolerance,
            Instant occurredAt)
            implements GoalEvent {}

    /** Everything that a draft states, stated anew. */
    record GoalAmended(
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
            Scope scope,
            @Nullable Numerator numerator,
            String owner,
            @Nullable BigDecimal weight,
            List<Phase> phasing,
            BigDecimal completionTolerance,
            Instant occurredAt)
            implements GoalEvent {}

    record GoalSubmitted(Instant occurredAt) implements GoalEvent {}

    record GoalApproved(Instant occurredAt) implements GoalEvent {}

    record GoalActivated(Instant occurredAt) implements GoalEvent {}

    record TargetRevised(BigDecimal newTarget, List<Phase> phasing, String reason, Instant occurredAt)
            implements GoalEvent {}

    record GoalRejected(Instant occurredAt) implements GoalEvent {}

    record GoalAbandoned(Instant occurredAt) implements GoalEvent {}

    /** Somebody asks to close it with another figure than the measured one. */
    record ClosingRequested(Instant occurredAt) implements GoalEvent {}

    record ClosingDeclined(Instant occurredAt) implements GoalEvent {}

    /** @param outcome ACHIEVED or MISSED */
    record GoalClosed(String outcome, Instant occurredAt) implements GoalEvent {}

    record GoalRephased(List<Phase> phasing, Instant occurredAt) implements GoalEvent {}

    record GoalDecomposed(String decompositionId, String dimension, List<Part> parts, Instant occurredAt)
            implements GoalEvent {}

    record TargetReallotted(String decompositionId, List<Part> parts, Instant occurredAt) implements GoalEvent {}

    record DecompositionWithdrawn(String decompositionId, Instant occurredAt) implements GoalEvent {}
}
