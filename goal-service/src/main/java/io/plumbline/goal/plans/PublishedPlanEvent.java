package io.plumbline.goal.plans;

import io.plumbline.goal.values.Period;
import io.plumbline.platform.write.store.EventNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What others read of a plan's events; {@code contract/} holds one message of each. */
@EventNames("plan")
sealed interface PublishedPlanEvent {

    record PublishedCompetitor(
            String name,
            String strengths,
            String weaknesses,
            @Nullable String price) {}

    @Revision("1")
    record PlanDrafted(
            String planId,
            String type,
            String name,
            String territory,
            String owner,
            String currency,
            Period period,
            Instant occurredAt)
            implements PublishedPlanEvent {}

    @Revision("1")
    record MarketAnalysed(
            String planId,
            @Nullable BigDecimal size,
            @Nullable Period sizePeriod,
            @Nullable BigDecimal growth,
            List<String> targetSegments,
            List<PublishedCompetitor> competitors,
            @Nullable String policyFactors,
            @Nullable String economicFactors,
            Instant occurredAt)
            implements PublishedPlanEvent {}

    /** The channel's fields are null where the strategy is not one for a channel. */
    @Revision("1")
    record StrategySet(
            String planId,
            String strategyId,
            String kind,
            String description,
            @Nullable String channel,
            @Nullable BigDecimal budgetShare,
            @Nullable BigDecimal expectedShare,
            @Nullable String expectedOf,
            Instant occurredAt)
            implements PublishedPlanEvent {}

    @Revision("1")
    record StrategyDropped(String planId, String strategyId, Instant occurredAt) implements PublishedPlanEvent {}

    @Revision("1")
    record CapacityAssessed(
            String planId,
            int representatives,
            int customersPerMonth,
            int months,
            int capacity,
            int newCustomerGoal,
            int shortfall,
            int representativesNeeded,
            Instant occurredAt)
            implements PublishedPlanEvent {}

    @Revision("1")
    record ResourceRequested(
            String planId,
            String resourceId,
            String kind,
            @Nullable String category,
            String description,
            BigDecimal amount,
            Instant occurredAt)
            implements PublishedPlanEvent {}

    @Revision("1")
    record ResourceApproved(String planId, String resourceId, BigDecimal amount, String by, Instant occurredAt)
            implements PublishedPlanEvent {}

    @Revision("1")
    record ResourceRefused(String planId, String resourceId, String by, String reason, Instant occurredAt)
            implements PublishedPlanEvent {}

    @Revision("1")
    record ResourceConsumed(String planId, String resourceId, BigDecimal amount, String purpose, Instant occurredAt)
            implements PublishedPlanEvent {}

    @Revision("1")
    record RiskIdentified(String planId, String riskId, String description, Instant occurredAt)
            implements PublishedPlanEvent {}

    @Revision("1")
    record RiskAssessed(String planId, String riskId, int likelihood, int impact, Instant occurredAt)
            implements PublishedPlanEvent {}

    @Revision("1")
    record RiskAnswered(String planId, String riskId, String response, Instant occurredAt)
            implements PublishedPlanEvent {}

    @Revision("1")
    record RiskClosed(String planId, String riskId, String reason, Instant occurredAt) implements PublishedPlanEvent {}

    @Revision("1")
    record PracticeCited(String planId, String practiceId, Instant occurredAt) implements PublishedPlanEvent {}

    @Revision("1")
    record PlanSubmitted(String planId, Instant occurredAt) implements PublishedPlanEvent {}

    @Revision("1")
    record PlanApproved(String planId, String by, Instant occurredAt) implements PublishedPlanEvent {}

    @Revision("1")
    record PlanRejected(String planId, String by, String reason, Instant occurredAt) implements PublishedPlanEvent {}

    @Revision("1")
    record PlanActivated(String planId, Instant occurredAt) implements PublishedPlanEvent {}

    @Revision("1")
    record PlanClosed(String planId, Instant occurredAt) implements PublishedPlanEvent {}
}
