package io.plumbline.goal.plans;

import io.plumbline.goal.values.Period;
import io.plumbline.goal.values.PlanId;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.goal.values.TerritoryCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a plan. An {@code occurredAt} of null means now; money is in the plan's currency. */
sealed interface PlanCommand {

    PlanId planId();

    record DraftPlan(
            @TargetAggregateIdentifier PlanId planId,
            PlanType type,
            String name,
            TerritoryCode territory,
            String owner,
            Currency currency,
            Period period,
            List<PracticeId> cites,
            @Nullable Instant occurredAt)
            implements PlanCommand {}

    record AnalyseMarket(
            @TargetAggregateIdentifier PlanId planId,
            MarketAnalysis market,
            @Nullable Instant occurredAt) implements PlanCommand {}

    /** Adds a strategy, or replaces the one of the same id. */
    record SetStrategy(
            @TargetAggregateIdentifier PlanId planId,
            Strategy strategy,
            @Nullable Instant occurredAt) implements PlanCommand {}

    record DropStrategy(
            @TargetAggregateIdentifier PlanId planId,
            String strategyId,
            @Nullable Instant occurredAt) implements PlanCommand {}

    /** {@code months} of null means those of the plan's period. */
    record AssessCapacity(
            @TargetAggregateIdentifier PlanId planId,
            int representatives,
            int customersPerMonth,
            @Nullable Integer months,
            int newCustomerGoal,
            @Nullable Instant occurredAt)
            implements PlanCommand {}

    record RequestResource(
            @TargetAggregateIdentifier PlanId planId,
            Resource resource,
            @Nullable Instant occurredAt) implements PlanCommand {}

    /** {@code amount} of null means all that was requested. */
    record ApproveResource(
            @TargetAggregateIdentifier PlanId planId,
            String resourceId,
            @Nullable BigDecimal amount,
            @Nullable Instant occurredAt)
            implements PlanCommand {}

    record RefuseResource(
            @TargetAggregateIdentifier PlanId planId,
            String resourceId,
            String reason,
            @Nullable Instant occurredAt) implements PlanCommand {}

    record ConsumeResource(
            @TargetAggregateIdentifier PlanId planId,
            String resourceId,
            BigDecimal amount,
            String purpose,
            @Nullable Instant occurredAt)
            implements PlanCommand {}

    record IdentifyRisk(
            @TargetAggregateIdentifier PlanId planId,
            String riskId,
            String description,
            @Nullable Instant occurredAt) implements PlanCommand {}

    record AssessRisk(
            @TargetAggregateIdentifier PlanId planId,
            String riskId,
            int likelihood,
            int impact,
            @Nullable Instant occurredAt)
            implements PlanCommand {}

    record RespondToRisk(
            @TargetAggregateIdentifier PlanId planId,
            String riskId,
            String response,
            @Nullable Instant occurredAt) implements PlanCommand {}

    record CloseRisk(
            @TargetAggregateIdentifier PlanId planId,
            String riskId,
            String reason,
            @Nullable Instant occurredAt) implements PlanCommand {}

    record CitePractice(
            @TargetAggregateIdentifier PlanId planId,
            PracticeId practiceId,
            @Nullable Instant occurredAt) implements PlanCommand {}

    record SubmitPlan(
            @TargetAggregateIdentifier PlanId planId,
            @Nullable Instant occurredAt) implements PlanCommand {}

    record ApprovePlan(
            @TargetAggregateIdentifier PlanId planId,
            @Nullable Instant occurredAt) implements PlanCommand {}

    record RejectPlan(
            @TargetAggregateIdentifier PlanId planId,
            String reason,
            @Nullable Instant occurredAt) implements PlanCommand {}

    record ActivatePlan(
            @TargetAggregateIdentifier PlanId planId,
            @Nullable Instant occurredAt) implements PlanCommand {}

    record ClosePlan(
            @TargetAggregateIdentifier PlanId planId,
            @Nullable Instant occurredAt) implements PlanCommand {}
}
