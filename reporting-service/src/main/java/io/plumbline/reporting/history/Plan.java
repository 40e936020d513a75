package io.plumbline.reporting.history;

import static java.util.Objects.requireNonNull;

import io.plumbline.reporting.events.PlanEvent;
import io.plumbline.reporting.events.PlanEvent.MarketAnalysed;
import io.plumbline.reporting.events.PlanEvent.PlanActivated;
import io.plumbline.reporting.events.PlanEvent.PlanApproved;
import io.plumbline.reporting.events.PlanEvent.PlanClosed;
import io.plumbline.reporting.events.PlanEvent.PlanDrafted;
import io.plumbline.reporting.events.PlanEvent.PlanRejected;
import io.plumbline.reporting.events.PlanEvent.PlanSubmitted;
import io.plumbline.reporting.events.PlanEvent.ResourceApproved;
import io.plumbline.reporting.events.PlanEvent.ResourceConsumed;
import io.plumbline.reporting.events.PlanEvent.ResourceRefused;
import io.plumbline.reporting.events.PlanEvent.ResourceRequested;
import io.plumbline.reporting.events.PlanEvent.StrategyDropped;
import io.plumbline.reporting.events.PlanEvent.StrategySet;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A plan's state, with its resources.
 *
 * @param status DRAFT, SUBMITTED, APPROVED, REJECTED, ACTIVE or CLOSED
 */
record Plan(
        String type,
        String name,
        String territory,
        String owner,
        String currency,
        LocalDate periodFrom,
        LocalDate periodTo,
        String status,
        @Nullable BigDecimal marketSize,
        List<ChannelStrategy> channels,
        List<Resource> resources) {

    /** What is spent on a channel and expected of it; shares are fractions. */
    record ChannelStrategy(
            String strategyId,
            String channel,
            @Nullable BigDecimal budgetShare,
            @Nullable BigDecimal expectedShare,
            @Nullable String expectedOf) {}

    /**
     * What is asked for, granted and used up.
     *
     * @param kind HEADCOUNT, BUDGET or TOOL; null, as the description is, before the instant of the request
     * @param requested heads, money in the plan's currency, or tools, as the two that follow
     * @param approved 0 until it is approved, and where it was refused
     */
    record Resource(
            String resourceId,
            @Nullable String kind,
            @Nullable String category,
            @Nullable String description,
            BigDecimal requested,
            BigDecimal approved,
            BigDecimal consumed) {

        private Resource requested(ResourceRequested e) {
            return new Resource(resourceId, e.kind(), e.category(), e.description(), e.amount(), approved, consumed);
        }

        private Resource approved(BigDecimal amount) {
            return new Resource(resourceId, kind, category, description, requested, amount, consumed);
        }

        private Resource consumed(BigDecimal amount) {
            return new Resource(resourceId, kind, category, description, requested, approved, consumed.add(amount));
        }
    }

    static final ReadModel VERSIONS = Versions.<Plan>of(
            PlanEvent.class, "plan", false, (before, fact, at) -> apply(before, (PlanEvent) fact.event()));

    private static Plan apply(@Nullable Plan before, PlanEvent event) {
        if (event instanceof PlanDrafted e) {
            return new Plan(
                    e.type(),
                    e.name(),
                    e.territory(),
                    e.owner(),
                    e.currency(),
                    e.period().from(),
                    e.period().to(),
                    "DRAFT",
                    null,
                    List.of(),
                    List.of());
        }
        Plan plan = requireNonNull(before);
        return switch (event) {
            case PlanDrafted _ -> throw new IllegalStateException("drafted twice");
            case PlanSubmitted _ -> plan.with("SUBMITTED", plan.resources);
            case PlanApproved _ -> plan.with("APPROVED", plan.resources);
            case PlanRejected _ -> plan.with("REJECTED", plan.resources);
            case PlanActivated _ -> plan.with("ACTIVE", plan.resources);
            case PlanClosed _ -> plan.with("CLOSED", plan.resources);
            case MarketAnalysed e -> plan.inMarketOf(e.size());
            case StrategySet e -> plan.stating(e);
            case StrategyDropped e -> plan.without(e.strategyId());
            case ResourceRequested e -> plan.changing(e.resourceId(), resource -> resource.requested(e));
            case ResourceApproved e -> plan.changing(e.resourceId(), resource -> resource.approved(e.amount()));
            case ResourceRefused e -> plan.changing(e.resourceId(), resource -> resource.approved(BigDecimal.ZERO));
            case ResourceConsumed e -> plan.changing(e.resourceId(), resource -> resource.consumed(e.amount()));
        };
    }

    /** What is dated before the request that it follows counts none the less. */
    private Plan changing(String resourceId, UnaryOperator<Resource> change) {
        List<Resource> all = new ArrayList<>(resources);
        if (all.stream().noneMatch(resource -> resource.resourceId().equals(resourceId))) {
            all.add(new Resource(resourceId, null, null, null, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
        }
        all.replaceAll(resource -> resource.resourceId().equals(resourceId) ? change.apply(resource) : resource);
        return with(status, all);
    }

    private Plan with(String newStatus, List<Resource> newResources) {
        return new Plan(
                type,
                name,
                territory,
                owner,
                currency,
                periodFrom,
                periodTo,
                newStatus,
                marketSize,
                channels,
                newResources);
    }

    private Plan inMarketOf(@Nullable BigDecimal size) {
        return new Plan(
                type, name, territory, owner, currency, periodFrom, periodTo, status, size, channels, resources);
    }

    private Plan stating(StrategySet e) {
        Plan others = without(e.strategyId());
        if (e.channel() == null) {
            return others;
        }
        List<ChannelStrategy> all = new ArrayList<>(others.channels);
        all.add(new ChannelStrategy(e.strategyId(), e.channel(), e.budgetShare(), e.expectedShare(), e.expectedOf()));
        return withChannels(all);
    }

    private Plan without(String strategyId) {
        return withChannels(channels.stream()
                .filter(channel -> !channel.strategyId().equals(strategyId))
                .toList());
    }

    private Plan withChannels(List<ChannelStrategy> newChannels) {
        return new Plan(
                type,
                name,
                territory,
                owner,
                currency,
                periodFrom,
                periodTo,
                status,
                marketSize,
                newChannels,
                resources);
    }
}
