package io.plumbline.goal.plans;

import io.plumbline.platform.write.history.Narration;
import org.springframework.stereotype.Component;

@Component
class PlanNarration implements Narration<PlanEvent> {

    @Override
    public Class<PlanEvent> domainEvents() {
        return PlanEvent.class;
    }

    @Override
    public Told tell(PlanEvent event) {
        return switch (event) {
            case PlanEvent.PlanDrafted e -> Told.of("was drafted as “" + e.name() + "”", e.occurredAt());
            case PlanEvent.MarketAnalysed e -> Told.of("its market was analysed", e.occurredAt());
            case PlanEvent.StrategySet e ->
                Told.of(
                        "was given a strategy for %s: %s"
                                .formatted(e.strategy().kind(), e.strategy().description()),
                        e.occurredAt());
            case PlanEvent.StrategyDropped e -> Told.of("strategy " + e.strategyId() + " was dropped", e.occurredAt());
            case PlanEvent.CapacityAssessed e ->
                Told.of("its capacity was assessed: " + e.capacity().verdict(), e.occurredAt());
            case PlanEvent.ResourceRequested e ->
                Told.of(
                        "requested %s of %s: %s"
                                .formatted(
                                        e.resource().requested().toPlainString(),
                                        e.resource().kind(),
                                        e.resource().description()),
                        e.occurredAt());
            case PlanEvent.ResourceApproved e ->
                Told.of(
                        "%s of resource %s was approved by %s"
                                .formatted(e.amount().toPlainString(), e.resourceId(), e.by()),
                        e.occurredAt());
            case PlanEvent.ResourceRefused e ->
                new Told("resource %s was refused by %s".formatted(e.resourceId(), e.by()), e.reason(), e.occurredAt());
            case PlanEvent.ResourceConsumed e ->
                new Told(
                        "consumed %s of resource %s".formatted(e.amount().toPlainString(), e.resourceId()),
                        e.purpose(),
                        e.occurredAt());
            case PlanEvent.RiskIdentified e -> Told.of("a risk was identified: " + e.description(), e.occurredAt());
            case PlanEvent.RiskAssessed e ->
                Told.of(
                        "risk %s was assessed: likelihood %d, impact %d"
                                .formatted(e.riskId(), e.likelihood(), e.impact()),
                        e.occurredAt());
            case PlanEvent.RiskAnswered e ->
                Told.of("risk %s is answered by: %s".formatted(e.riskId(), e.response()), e.occurredAt());
            case PlanEvent.RiskClosed e -> new Told("risk " + e.riskId() + " was closed", e.reason(), e.occurredAt());
            case PlanEvent.PracticeCited e -> Told.of("cites practice " + e.practiceId(), e.occurredAt());
            case PlanEvent.PlanSubmitted e -> Told.of("was submitted", e.occurredAt());
            case PlanEvent.PlanApproved e -> Told.of("was approved by " + e.by(), e.occurredAt());
            case PlanEvent.PlanRejected e -> new Told("was rejected by " + e.by(), e.reason(), e.occurredAt());
            case PlanEvent.PlanActivated e -> Told.of("was activated", e.occurredAt());
            case PlanEvent.PlanClosed e -> Told.of("was closed", e.occurredAt());
        };
    }
}
