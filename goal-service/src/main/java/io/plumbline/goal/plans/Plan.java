package io.plumbline.goal.plans;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.plumbline.goal.plans.PlanCommand.ActivatePlan;
import io.plumbline.goal.plans.PlanCommand.AnalyseMarket;
import io.plumbline.goal.plans.PlanCommand.ApprovePlan;
import io.plumbline.goal.plans.PlanCommand.ApproveResource;
import io.plumbline.goal.plans.PlanCommand.AssessCapacity;
import io.plumbline.goal.plans.PlanCommand.AssessRisk;
import io.plumbline.goal.plans.PlanCommand.CitePractice;
import io.plumbline.goal.plans.PlanCommand.ClosePlan;
import io.plumbline.goal.plans.PlanCommand.CloseRisk;
import io.plumbline.goal.plans.PlanCommand.ConsumeResource;
import io.plumbline.goal.plans.PlanCommand.DraftPlan;
import io.plumbline.goal.plans.PlanCommand.DropStrategy;
import io.plumbline.goal.plans.PlanCommand.IdentifyRisk;
import io.plumbline.goal.plans.PlanCommand.RefuseResource;
import io.plumbline.goal.plans.PlanCommand.RejectPlan;
import io.plumbline.goal.plans.PlanCommand.RequestResource;
import io.plumbline.goal.plans.PlanCommand.RespondToRisk;
import io.plumbline.goal.plans.PlanCommand.SetStrategy;
import io.plumbline.goal.plans.PlanCommand.SubmitPlan;
import io.plumbline.goal.plans.PlanEvent.CapacityAssessed;
import io.plumbline.goal.plans.PlanEvent.MarketAnalysed;
import io.plumbline.goal.plans.PlanEvent.PlanActivated;
import io.plumbline.goal.plans.PlanEvent.PlanApproved;
import io.plumbline.goal.plans.PlanEvent.PlanClosed;
import io.plumbline.goal.plans.PlanEvent.PlanDrafted;
import io.plumbline.goal.plans.PlanEvent.PlanRejected;
import io.plumbline.goal.plans.PlanEvent.PlanSubmitted;
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
import io.plumbline.goal.practices.Library;
import io.plumbline.goal.values.Period;
import io.plumbline.goal.values.PlanId;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.OccurredAt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** How a territory means to reach its goals, with what, and what could go wrong. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
class Plan {

    @AggregateIdentifier
    private PlanId id;

    private TerritoryCode territory;
    private String owner;
    private Currency currency;
    private Period period;
    private PlanStatus status;
    private PlanContent content = PlanContent.NOTHING;
    private @Nullable String submittedBy;
    private final Map<String, String> requestedBy = new HashMap<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(DraftPlan command, Clock clock, Actor actor, Territories territories, Library library) {
        territories.requireKnown("territory", command.territory().value());
        territories.authority(actor).requireManagement(command.territory().value());
        command.cites().forEach(practice -> requireOffered(practice, library));
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        apply(new PlanDrafted(
                command.planId(),
                command.type(),
                command.name(),
                command.territory(),
                command.owner(),
                command.currency(),
                command.period(),
                occurredAt));
        command.cites().stream()
                .distinct()
                .forEach(practice -> apply(new PracticeCited(command.planId(), practice, occurredAt)));
    }

    @CommandHandler
    void handle(AnalyseMarket command, Clock clock, Actor actor, Territories territories) {
        requireBeingWritten(actor, territories);
        apply(new MarketAnalysed(id, command.market(), at(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(SetStrategy command, Clock clock, Actor actor, Territories territories) {
        requireBeingWritten(actor, territories);
        StrategySet set = new StrategySet(id, command.strategy(), at(command.occurredAt(), clock));
        PlanContent after = content.after(set);
        requireAtMostAll(after, "channel.budgetShare", Strategy.ChannelShare::budgetShare);
        for (Strategy.Yield yield : Strategy.Yield.values()) {
            requireAtMostAll(
                    after,
                    "channel.expectedShare",
                    share -> share.of() == yield ? share.expectedShare() : BigDecimal.ZERO);
        }
        apply(set);
    }

    private static void requireAtMostAll(
            PlanContent content, String field, Function<Strategy.ChannelShare, BigDecimal> of) {
        BigDecimal sum = content.strategies().stream()
                .map(Strategy::channel)
                .filter(Objects::nonNull)
                .map(of)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.ONE) > 0) {
            throw CommandRejected.invalid(
                    "at-most-100-percent",
                    field,
                    "the channels' shares sum to %s %%"
                            .formatted(
                                    sum.movePointRight(2).stripTrailingZeros().toPlainString()));
        }
    }

    @CommandHandler
    void handle(DropStrategy command, Clock clock, Actor actor, Territories territories) {
        requireBeingWritten(actor, territories);
        if (content.strategies().stream()
                .noneMatch(strategy -> strategy.strategyId().equals(command.strategyId()))) {
            throw CommandRejected.notFound("strategy", command.strategyId());
        }
        apply(new StrategyDropped(id, command.strategyId(), at(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(AssessCapacity command, Clock clock, Actor actor, Territories territories) {
        requireBeingWritten(actor, territories);
        CapacityCheck capacity = new CapacityCheck(
                command.representatives(),
                command.customersPerMonth(),
                Objects.requireNonNullElse(command.months(), period.months()),
                command.newCustomerGoal());
        apply(new CapacityAssessed(id, capacity, at(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(RequestResource command, Clock clock, Actor actor, Territories territories) {
        requireWork(actor, territories);
        Resource resource = command.resource();
        if (content.resources().stream().anyMatch(other -> other.resourceId().equals(resource.resourceId()))) {
            throw CommandRejected.state("unique-resource", "there is a resource of this id already");
        }
        requireExact(resource, "amount", resource.requested());
        apply(new ResourceRequested(id, resource, at(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(ApproveResource command, Clock clock, Actor actor, Territories territories) {
        requireDecision(command.resourceId(), actor, territories);
        Resource resource = requireUndecided(command.resourceId());
        BigDecimal amount = Objects.requireNonNullElse(command.amount(), resource.requested());
        requireExact(resource, "amount", amount);
        if (amount.compareTo(resource.requested()) > 0) {
            throw CommandRejected.invalid(
                    "at-most-requested",
                    "amount",
                    "only " + resource.requested().toPlainString() + " was requested");
        }
        apply(new ResourceApproved(id, command.resourceId(), amount, actor.name(), at(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(RefuseResource command, Clock clock, Actor actor, Territories territories) {
        requireDecision(command.resourceId(), actor, territories);
        requireUndecided(command.resourceId());
        apply(new ResourceRefused(
                id, command.resourceId(), actor.name(), command.reason(), at(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(ConsumeResource command, Clock clock, Actor actor, Territories territories) {
        requireWork(actor, territories);
        Resource resource = requireResource(command.resourceId());
        requireExact(resource, "amount", command.amount());
        if (command.amount().compareTo(resource.left()) > 0) {
            throw CommandRejected.invalid(
                    "within-approved",
                    "amount",
                    "only %s of what was approved is left, not %s"
                            .formatted(
                                    resource.left().toPlainString(),
                                    command.amount().toPlainString()));
        }
        apply(new ResourceConsumed(
                id, command.resourceId(), command.amount(), command.purpose(), at(command.occurredAt(), clock)));
    }

    private Resource requireResource(String resourceId) {
        return content.resources().stream()
                .filter(resource -> resource.resourceId().equals(resourceId))
                .findAny()
                .orElseThrow(() -> CommandRejected.notFound("resource", resourceId));
    }

    private Resource requireUndecided(String resourceId) {
        Resource resource = requireResource(resourceId);
        if (resource.approved() != null) {
            throw CommandRejected.state(
                    "decided", "it is decided already: " + resource.approved().toPlainString());
        }
        return resource;
    }

    private void requireExact(Resource resource, String field, BigDecimal amount) {
        int decimals = resource.kind() == Resource.Kind.BUDGET ? currency.getDefaultFractionDigits() : 0;
        if (amount.signum() <= 0) {
            throw CommandRejected.invalid("positive", field, "an amount is positive");
        }
        if (amount.setScale(decimals, RoundingMode.DOWN).compareTo(amount) != 0) {
            throw CommandRejected.invalid(
                    "decimals", field, "an amount of this has at most %d decimals".formatted(decimals));
        }
    }

    @CommandHandler
    void handle(IdentifyRisk command, Clock clock, Actor actor, Territories territories) {
        requireWork(actor, territories);
        if (content.risks().stream().anyMatch(risk -> risk.riskId().equals(command.riskId()))) {
            throw CommandRejected.state("unique-risk", "there is a risk of this id already");
        }
        apply(new RiskIdentified(id, command.riskId(), command.description(), at(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(AssessRisk command, Clock clock, Actor actor, Territories territories) {
        requireWork(actor, territories);
        requireOpenRisk(command.riskId());
        requireOneToFive("likelihood", command.likelihood());
        requireOneToFive("impact", command.impact());
        apply(new RiskAssessed(
                id, command.riskId(), command.likelihood(), command.impact(), at(command.occurredAt(), clock)));
    }

    private static void requireOneToFive(String field, int value) {
        if (value < 1 || value > 5) {
            throw CommandRejected.invalid("one-to-five", field, "it is assessed from 1 to 5");
        }
    }

    @CommandHandler
    void handle(RespondToRisk command, Clock clock, Actor actor, Territories territories) {
        requireWork(actor, territories);
        requireOpenRisk(command.riskId());
        apply(new RiskAnswered(id, command.riskId(), command.response(), at(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(CloseRisk command, Clock clock, Actor actor, Territories territories) {
        requireWork(actor, territories);
        requireOpenRisk(command.riskId());
        apply(new RiskClosed(id, command.riskId(), command.reason(), at(command.occurredAt(), clock)));
    }

    private void requireOpenRisk(String riskId) {
        Risk risk = content.risks().stream()
                .filter(known -> known.riskId().equals(riskId))
                .findAny()
                .orElseThrow(() -> CommandRejected.notFound("risk", riskId));
        if (risk.closed() != null) {
            throw CommandRejected.state("risk-closed", "the risk is closed");
        }
    }

    @CommandHandler
    void handle(CitePractice command, Clock clock, Actor actor, Territories territories, Library library) {
        requireBeingWritten(actor, territories);
        requireOffered(command.practiceId(), library);
        if (content.cited().contains(command.practiceId())) {
            throw CommandRejected.state("cited", "the plan cites it already");
        }
        apply(new PracticeCited(id, command.practiceId(), at(command.occurredAt(), clock)));
    }

    private static void requireOffered(PracticeId practice, Library library) {
        if (!library.offers(practice)) {
            throw CommandRejected.invalid("known-practice", "cites", "the library offers no practice " + practice);
        }
    }

    @CommandHandler
    void handle(SubmitPlan command, Clock clock, Actor actor, Territories territories) {
        requireBeingWritten(actor, territories);
        apply(new PlanSubmitted(id, at(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(ApprovePlan command, Clock clock, Actor actor, Territories territories) {
        requireStatus("approved", PlanStatus.SUBMITTED);
        requireApproval("submitted it", submittedBy, actor, territories);
        apply(new PlanApproved(id, actor.name(), at(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(RejectPlan command, Clock clock, Actor actor, Territories territories) {
        requireStatus("rejected", PlanStatus.SUBMITTED);
        requireApproval("submitted it", submittedBy, actor, territories);
        apply(new PlanRejected(id, actor.name(), command.reason(), at(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(ActivatePlan command, Clock clock, Actor actor, Territories territories) {
        requireStatus("activated", PlanStatus.APPROVED);
        territories.authority(actor).requireManagement(territory.value());
        apply(new PlanActivated(id, at(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(ClosePlan command, Clock clock, Actor actor, Territories territories) {
        requireStatus("closed", PlanStatus.ACTIVE);
        territories.authority(actor).requireManagement(territory.value());
        apply(new PlanClosed(id, at(command.occurredAt(), clock)));
    }

    private static Instant at(@Nullable Instant occurredAt, Clock clock) {
        return OccurredAt.of(occurredAt, clock);
    }

    /** What a manager approves must not change behind the approval. */
    private void requireBeingWritten(Actor actor, Territories territories) {
        requireStatus("written", PlanStatus.DRAFT, PlanStatus.REJECTED);
        territories.authority(actor).requireWork(owner, territory.value());
    }

    private void requireWork(Actor actor, Territories territories) {
        requireNotClosed();
        territories.authority(actor).requireWork(owner, territory.value());
    }

    private void requireDecision(String resourceId, Actor actor, Territories territories) {
        requireApproval("requested it", requestedBy.get(resourceId), actor, territories);
    }

    private void requireApproval(String deed, @Nullable String by, Actor actor, Territories territories) {
        requireNotClosed();
        Authority authority = territories.authority(actor);
        authority.requireApproval(territory.value());
        authority.requireAnother(deed, by);
    }

    private void requireNotClosed() {
        if (status == PlanStatus.CLOSED) {
            throw CommandRejected.state("status", "the plan is closed");
        }
    }

    private void requireStatus(String verb, PlanStatus... allowed) {
        if (!Arrays.asList(allowed).contains(status)) {
            throw CommandRejected.state(
                    "status",
                    "a plan that is %s cannot be %s, only one that is %s"
                            .formatted(status, verb, Arrays.asList(allowed)));
        }
    }

    /** @param actor who sent the command; null for an event of which the store does not say so */
    @EventSourcingHandler
    void on(PlanEvent event, @MetaDataValue("actor") @Nullable String actor) {
        switch (event) {
            case PlanDrafted e -> {
                id = e.planId();
                territory = e.territory();
                owner = e.owner();
                currency = e.currency();
                period = e.period();
                status = PlanStatus.DRAFT;
            }
            case PlanSubmitted _ -> {
                status = PlanStatus.SUBMITTED;
                submittedBy = actor;
            }
            case PlanApproved _ -> status = PlanStatus.APPROVED;
            case PlanRejected _ -> status = PlanStatus.REJECTED;
            case PlanActivated _ -> status = PlanStatus.ACTIVE;
            case PlanClosed _ -> status = PlanStatus.CLOSED;
            case ResourceRequested e -> {
                content = content.after(event);
                if (actor != null) {
                    requestedBy.put(e.resource().resourceId(), actor);
                }
            }
            case MarketAnalysed _,
                    StrategySet _,
                    StrategyDropped _,
                    CapacityAssessed _,
                    ResourceApproved _,
                    ResourceRefused _,
                    ResourceConsumed _,
                    RiskIdentified _,
                    RiskAssessed _,
                    RiskAnswered _,
                    RiskClosed _,
                    PracticeCited _ -> content = content.after(event);
        }
    }
}
