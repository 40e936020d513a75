package io.plumbline.goal.plans;

import io.plumbline.goal.values.Period;
import io.plumbline.goal.values.PlanId;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.write.store.EventNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import org.axonframework.serialization.Revision;

/** What happened to a plan; money is in the plan's currency. */
@EventNames("plan")
sealed interface PlanEvent {

    PlanId planId();

    Instant occurredAt();

    @Revision("1")
    record PlanDrafted(
            PlanId planId,
            PlanType type,
            String name,
            TerritoryCode territory,
            String owner,
            Currency currency,
            Period period,
            Instant occurredAt)
            implements PlanEvent {}

    @Revision("1")
    record MarketAnalysed(PlanId planId, MarketAnalysis market, Instant occurredAt) implements PlanEvent {}

    @Revision("1")
    record StrategySet(PlanId planId, Strategy strategy, Instant occurredAt) implements PlanEvent {}

    @Revision("1")
    record StrategyDropped(PlanId planId, String strategyId, Instant occurredAt) implements PlanEvent {}

    @Revision("1")
    record CapacityAssessed(PlanId planId, CapacityCheck capacity, Instant occurredAt) implements PlanEvent {}

    @Revision("1")
    record ResourceRequested(PlanId planId, Resource resource, Instant occurredAt) implements PlanEvent {}

    @Revision("1")
    record ResourceApproved(PlanId planId, String resourceId, BigDecimal amount, String by, Instant occurredAt)
            implements PlanEvent {}

    @Revision("1")
    record ResourceRefused(PlanId planId, String resourceId, String by, String reason, Instant occurredAt)
            implements PlanEvent {}

    @Revision("1")
    record ResourceConsumed(PlanId planId, String resourceId, BigDecimal amount, String purpose, Instant occurredAt)
            implements PlanEvent {}

    @Revision("1")
    record RiskIdentified(PlanId planId, String riskId, String description, Instant occurredAt) implements PlanEvent {}

    @Revision("1")
    record RiskAssessed(PlanId planId, String riskId, int likelihood, int impact, Instant occurredAt)
            implements PlanEvent {}

    @Revision("1")
    record RiskAnswered(PlanId planId, String riskId, String response, Instant occurredAt) implements PlanEvent {}

    @Revision("1")
    record RiskClosed(PlanId planId, String riskId, String reason, Instant occurredAt) implements PlanEvent {}

    @Revision("1")
    record PracticeCited(PlanId planId, PracticeId practiceId, Instant occurredAt) implements PlanEvent {}

    @Revision("1")
    record PlanSubmitted(PlanId planId, Instant occurredAt) implements PlanEvent {}

    @Revision("1")
    record PlanApproved(PlanId planId, String by, Instant occurredAt) implements PlanEvent {}

    @Revision("1")
    record PlanRejected(PlanId planId, String by, String reason, Instant occurredAt) implements PlanEvent {}

    @Revision("1")
    record PlanActivated(PlanId planId, Instant occurredAt) implements PlanEvent {}

    @Revision("1")
    record PlanClosed(PlanId planId, Instant occurredAt) implements PlanEvent {}
}
