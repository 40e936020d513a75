package io.plumbline.goal.plans;

import io.plumbline.platform.write.history.EventDescription;
import org.springframework.stereotype.Component;

@Component
class PlanDescription implements EventDescription<PlanEvent> {

    @Override
    public Class<PlanEvent> domainEvents() {
        return PlanEvent.class;
    }

    @Override
    public Sentence tell(PlanEvent event) {
        return switch (event) {
            case PlanEvent.PlanDrafted e -> Sentence.of("was drafted as “" + e.name() + "”", e.occurredAt());
            case PlanEvent.MarketAnalysed e -> Sentence.of("its market was analysed", e.occurredAt());
            case PlanEvent.StrategySet e ->
                Sentence.of(
                        "was given a strategy for %s: %s"
                                .formatted(e.strategy().kind(), e.strategy().description()),
                        e.occurredAt());
            case PlanEvent.StrategyDropped e ->
                Sentence.of("strategy " + e.strategyId() + " was dropped", e.occurredAt());
            case PlanEvent.CapacityAssessed e ->
                Sentence.of("its capacity was assessed: " + e.capacity().verdict(), e.occurredAt());
            case PlanEvent.ResourceRequested e ->
                Sentence.of(
                        "requested %s of %s: %s"
                                .formatted(
                                        e.resource().requested().toPlainString(),
                                        e.resource().kind(),
                                        e.resource().description()),
                        e.occurredAt());
            case PlanEvent.ResourceApproved e ->
                Sentence.of(
                        "%s of resource %s was approved by %s"
                                .formatted(e.amount().toPlainString(), e.resourceId(), e.by()),
                        e.occurredAt());
            case PlanEvent.ResourceRefused e ->
                new Sentence(
                        "resource %s was refused by %s".formatted(e.resourceId(), e.by()), e.reason(), e.occurredAt());
            case PlanEvent.ResourceConsumed e ->
                new Sentence(
                        "consumed %s of resource %s".formatted(e.amount().toPlainString(), e.resourceId()),
                        e.purpose(),
                        e.occurredAt());
            case PlanEvent.RiskIdentified e -> Sentence.of("a risk was identified: " + e.description(), e.occurredAt());
            case PlanEvent.RiskAssessed e ->
                Sentence.of(
                        "risk %s was assessed: likelihood %d, impact %d"
                                .formatted(e.riskId(), e.likelihood(), e.impact()),
                        e.occurredAt());
            case PlanEvent.RiskAnswered e ->
                Sentence.of("risk %s is answered by: %s".formatted(e.riskId(), e.response()), e.occurredAt());
            case PlanEvent.RiskClosed e ->
                new Sentence("risk " + e.riskId() + " was closed", e.reason(), e.occurredAt());
            case PlanEvent.PracticeCited e -> Sentence.of("cites practice " + e.practiceId(), e.occurredAt());
            case PlanEvent.PlanSubmitted e -> Sentence.of("was submitted", e.occurredAt());
            case PlanEvent.PlanApproved e -> Sentence.of("was approved by " + e.by(), e.occurredAt());
            case PlanEvent.PlanRejected e -> new Sentence("was rejected by " + e.by(), e.reason(), e.occurredAt());
            case PlanEvent.PlanActivated e -> Sentence.of("was activated", e.occurredAt());
            case PlanEvent.PlanClosed e -> Sentence.of("was closed", e.occurredAt());
        };
    }
}
