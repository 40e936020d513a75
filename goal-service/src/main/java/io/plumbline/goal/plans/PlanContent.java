package io.plumbline.goal.plans;

import io.plumbline.goal.plans.PlanEvent.CapacityAssessed;
import io.plumbline.goal.plans.PlanEvent.MarketAnalysed;
import io.plumbline.goal.plans.PlanEvent.PracticeCited;
import io.plumbline.goal.plans.PlanEvent.ResourceApproved;
import io.plumbline.goal.plans.PlanEvent.ResourceConsumed;
import io.plumbline.goal.plans.PlanEvent.ResourceRefused;
import io.plumbline.goal.plans.PlanEvent.ResourceRequested;
import io.plumbline.goal.plans.PlanEvent.RiskAnswered;
import io.plumbline.goal.plans.PlanEvent.RiskAssessed;
import io.plumbline.goal.plans.PlanEvent.RiskClosed;
import io.plumbline.goal.plans.PlanEvent.RiskIdentified;
import io.plumbline.goal.plans.PlanEvent.StrategyDropped;
import io.plumbline.goal.plans.PlanEvent.StrategySet;
import io.plumbline.goal.values.PracticeId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that a plan holds. The aggregate and the read side both fold events into it here, so that what is decided on and
 * what is shown are the same.
 */
record PlanContent(
        @Nullable MarketAnalysis market,
        List<Strategy> strategies,
        @Nullable CapacityCheck capacity,
        List<Resource> resources,
        List<Risk> risks,
        List<PracticeId> cited) {

    static final PlanContent NOTHING = new PlanContent(null, List.of(), null, List.of(), List.of(), List.of());

    PlanContent after(PlanEvent event) {
        return switch (event) {
            case MarketAnalysed e -> new PlanContent(e.market(), strategies, capacity, resources, risks, cited);
            case StrategySet e ->
                withStrategies(put(
                        strategies,
                        e.strategy(),
                        s -> s.strategyId().equals(e.strategy().strategyId())));
            case StrategyDropped e ->
                withStrategies(strategies.stream()
                        .filter(strategy -> !strategy.strategyId().equals(e.strategyId()))
                        .toList());
            case CapacityAssessed e -> new PlanContent(market, strategies, e.capacity(), resources, risks, cited);
            case ResourceRequested e ->
                withResources(put(
                        resources,
                        e.resource(),
                        r -> r.resourceId().equals(e.resource().resourceId())));
            case ResourceApproved e -> resource(e.resourceId(), resource -> resource.approved(e.amount()));
            case ResourceRefused e -> resource(e.resourceId(), resource -> resource.approved(BigDecimal.ZERO));
            case ResourceConsumed e -> resource(e.resourceId(), resource -> resource.consumed(e.amount()));
            case RiskIdentified e ->
                withRisks(put(
                        risks,
                        Risk.identified(e.riskId(), e.description()),
                        r -> r.riskId().equals(e.riskId())));
            case RiskAssessed e -> risk(e.riskId(), risk -> risk.assessed(e.likelihood(), e.impact()));
            case RiskAnswered e -> risk(e.riskId(), risk -> risk.answered(e.response()));
            case RiskClosed e -> risk(e.riskId(), risk -> risk.closed(e.reason()));
            case PracticeCited e ->
                new PlanContent(
                        market,
                        strategies,
                        capacity,
                        resources,
                        risks,
                        put(cited, e.practiceId(), e.practiceId()::equals));
            case PlanEvent.PlanDrafted _,
                    PlanEvent.PlanSubmitted _,
                    PlanEvent.PlanApproved _,
                    PlanEvent.PlanRejected _,
                    PlanEvent.PlanActivated _,
                    PlanEvent.PlanClosed _ -> this;
        };
    }

    private PlanContent withStrategies(List<Strategy> changed) {
        return new PlanContent(market, changed, capacity, resources, risks, cited);
    }

    private PlanContent withResources(List<Resource> changed) {
        return new PlanContent(market, strategies, capacity, changed, risks, cited);
    }

    private PlanContent withRisks(List<Risk> changed) {
        return new PlanContent(market, strategies, capacity, resources, changed, cited);
    }

    private PlanContent resource(String resourceId, Function<Resource, Resource> change) {
        return withResources(resources.stream()
                .map(resource -> resource.resourceId().equals(resourceId) ? change.apply(resource) : resource)
                .toList());
    }

    private PlanContent risk(String riskId, Function<Risk, Risk> change) {
        return withRisks(risks.stream()
                .map(risk -> risk.riskId().equals(riskId) ? change.apply(risk) : risk)
                .toList());
    }

    private static <T> List<T> put(List<T> elements, T element, Predicate<T> same) {
        List<T> changed = new ArrayList<>(elements);
        int at = 0;
        while (at < changed.size() && !same.test(changed.get(at))) {
            at++;
        }
        if (at < changed.size()) {
            changed.set(at, element);
        } else {
            changed.add(element);
        }
        return List.copyOf(changed);
    }
}
