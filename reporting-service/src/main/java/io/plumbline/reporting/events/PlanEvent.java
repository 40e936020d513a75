package io.plumbline.reporting.events;

import io.plumbline.reporting.events.GoalEvent.Period;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What goal-service publishes of plans and their resources. */
public sealed interface PlanEvent extends Published {

    record PlanDrafted(
            String type,
            String name,
            String territory,
            String owner,
            String currency,
            Period period,
            Instant occurredAt)
            implements PlanEvent {}

    record PlanSubmitted(Instant occurredAt) implements PlanEvent {}

    record PlanApproved(Instant occurredAt) implements PlanEvent {}

    record PlanRejected(Instant occurredAt) implements PlanEvent {}

    record PlanActivated(Instant occurredAt) implements PlanEvent {}

    record PlanClosed(Instant occurredAt) implements PlanEvent {}

    /** @param size of the market, in the plan's currency; null where it is not known */
    record MarketAnalysed(@Nullable BigDecimal size, Instant occurredAt) implements PlanEvent {}

    /**
     * Stated for the first time or anew.
     *
     * @param kind CUSTOMER, PRODUCT, CHANNEL, PRICING or PROMOTION; what follows is null but for CHANNEL
     * @param budgetShare of the plan's budget, as a fraction
     * @param expectedShare of all leads of the kind, as a fraction
     * @param expectedOf LEADS or HIGH_INTENT_LEADS
     */
    record StrategySet(
            String strategyId,
            String kind,
            @Nullable String channel,
            @Nullable BigDecimal budgetShare,
            @Nullable BigDecimal expectedShare,
            @Nullable String expectedOf,
            Instant occurredAt)
            implements PlanEvent {}

    record StrategyDropped(String strategyId, Instant occurredAt) implements PlanEvent {}

    /**
     * @param kind HEADCOUNT, BUDGET or TOOL
     * @param category of a budget; null for the rest
     * @param amount heads, money in the plan's currency, or tools
     */
    record ResourceRequested(
            String resourceId,
            String kind,
            @Nullable String category,
            String description,
            BigDecimal amount,
            Instant occurredAt)
            implements PlanEvent {}

    /** @param amount which may be less than what was requested */
    record ResourceApproved(String resourceId, BigDecimal amount, Instant occurredAt) implements PlanEvent {}

    record ResourceRefused(String resourceId, Instant occurredAt) implements PlanEvent {}

    /** @param amount what was consumed with this event, on top of what was before */
    record ResourceConsumed(String resourceId, BigDecimal amount, Instant occurredAt) implements PlanEvent {}
}
