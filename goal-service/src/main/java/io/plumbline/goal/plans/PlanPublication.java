package io.plumbline.goal.plans;

import io.plumbline.goal.plans.PublishedPlanEvent.PublishedCompetitor;
import io.plumbline.platform.write.store.Publication;
import org.springframework.stereotype.Component;

@Component
class PlanPublication implements Publication<PlanEvent> {

    @Override
    public Class<PlanEvent> domainEvents() {
        return PlanEvent.class;
    }

    @Override
    public PublishedPlanEvent publish(PlanEvent event) {
        String planId = event.planId().value();
        return switch (event) {
            case PlanEvent.PlanDrafted e ->
                new PublishedPlanEvent.PlanDrafted(
                        planId,
                        e.type().name(),
                        e.name(),
                        e.territory().value(),
                        e.owner(),
                        e.currency().getCurrencyCode(),
                        e.period(),
                        e.occurredAt());
            case PlanEvent.MarketAnalysed e ->
                new PublishedPlanEvent.MarketAnalysed(
                        planId,
                        e.market().size(),
                        e.market().sizePeriod(),
                        e.market().growth(),
                        e.market().targetSegments(),
                        e.market().competitors().stream()
                                .map(rival -> new PublishedCompetitor(
                                        rival.name(), rival.strengths(), rival.weaknesses(), rival.price()))
                                .toList(),
                        e.market().policyFactors(),
                        e.market().economicFactors(),
                        e.occurredAt());
            case PlanEvent.StrategySet e -> strategy(planId, e.strategy(), e);
            case PlanEvent.StrategyDropped e ->
                new PublishedPlanEvent.StrategyDropped(planId, e.strategyId(), e.occurredAt());
            case PlanEvent.CapacityAssessed e ->
                new PublishedPlanEvent.CapacityAssessed(
                        planId,
                        e.capacity().representatives(),
                        e.capacity().customersPerMonth(),
                        e.capacity().months(),
                        e.capacity().capacity(),
                        e.capacity().newCustomerGoal(),
                        e.capacity().shortfall(),
                        e.capacity().representativesNeeded(),
                        e.occurredAt());
            case PlanEvent.ResourceRequested e ->
                new PublishedPlanEvent.ResourceRequested(
                        planId,
                        e.resource().resourceId(),
                        e.resource().kind().name(),
                        e.resource().category() == null
                                ? null
                                : e.resource().category().name(),
                        e.resource().description(),
                        e.resource().requested(),
                        e.occurredAt());
            case PlanEvent.ResourceApproved e ->
                new PublishedPlanEvent.ResourceApproved(planId, e.resourceId(), e.amount(), e.by(), e.occurredAt());
            case PlanEvent.ResourceRefused e ->
                new PublishedPlanEvent.ResourceRefused(planId, e.resourceId(), e.by(), e.reason(), e.occurredAt());
            case PlanEvent.ResourceConsumed e ->
                new PublishedPlanEvent.ResourceConsumed(
                        planId, e.resourceId(), e.amount(), e.purpose(), e.occurredAt());
            case PlanEvent.RiskIdentified e ->
                new PublishedPlanEvent.RiskIdentified(planId, e.riskId(), e.description(), e.occurredAt());
            case PlanEvent.RiskAssessed e ->
                new PublishedPlanEvent.RiskAssessed(planId, e.riskId(), e.likelihood(), e.impact(), e.occurredAt());
            case PlanEvent.RiskAnswered e ->
                new PublishedPlanEvent.RiskAnswered(planId, e.riskId(), e.response(), e.occurredAt());
            case PlanEvent.RiskClosed e ->
                new PublishedPlanEvent.RiskClosed(planId, e.riskId(), e.reason(), e.occurredAt());
            case PlanEvent.PracticeCited e ->
                new PublishedPlanEvent.PracticeCited(planId, e.practiceId().value(), e.occurredAt());
            case PlanEvent.PlanSubmitted e -> new PublishedPlanEvent.PlanSubmitted(planId, e.occurredAt());
            case PlanEvent.PlanApproved e -> new PublishedPlanEvent.PlanApproved(planId, e.by(), e.occurredAt());
            case PlanEvent.PlanRejected e ->
                new PublishedPlanEvent.PlanRejected(planId, e.by(), e.reason(), e.occurredAt());
            case PlanEvent.PlanActivated e -> new PublishedPlanEvent.PlanActivated(planId, e.occurredAt());
            case PlanEvent.PlanClosed e -> new PublishedPlanEvent.PlanClosed(planId, e.occurredAt());
        };
    }

    private static PublishedPlanEvent strategy(String planId, Strategy strategy, PlanEvent.StrategySet event) {
        Strategy.ChannelShare share = strategy.channel();
        return new PublishedPlanEvent.StrategySet(
                planId,
                strategy.strategyId(),
                strategy.kind().name(),
                strategy.description(),
                share == null ? null : share.channel(),
                share == null ? null : share.budgetShare(),
                share == null ? null : share.expectedShare(),
                share == null ? null : share.of().name(),
                event.occurredAt());
    }
}
