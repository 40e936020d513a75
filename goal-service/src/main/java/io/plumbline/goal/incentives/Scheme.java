package io.plumbline.goal.incentives;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.plumbline.goal.goals.GoalDirectory;
import io.plumbline.goal.goals.GoalOutline;
import io.plumbline.goal.goals.GoalStatus;
import io.plumbline.goal.incentives.SchemeCommand.DefineScheme;
import io.plumbline.goal.incentives.SchemeCommand.RecordAward;
import io.plumbline.goal.incentives.SchemeEvent.AwardRecorded;
import io.plumbline.goal.incentives.SchemeEvent.SchemeDefined;
import io.plumbline.goal.plans.PlanOutline;
import io.plumbline.goal.plans.PlanStatus;
import io.plumbline.goal.plans.Plans;
import io.plumbline.goal.values.PlanId;
import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.OccurredAt;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** What attainment under a plan earns. The entitlement is computed; the award is a manager's decision. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
class Scheme {

    @AggregateIdentifier
    private SchemeId id;

    private PlanId planId;
    private Terms terms;
    private final Set<String> awards = new HashSet<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(DefineScheme command, Clock clock, Actor actor, Territories territories, Plans plans) {
        PlanOutline plan = plans.require("planId", command.planId());
        territories.authority(actor).requireManagement(plan.territory().value());
        if (plan.status() == PlanStatus.CLOSED) {
            throw CommandRejected.state("plan-open", "the plan is closed");
        }
        Terms promised = new Terms(plan.currency(), command.bands(), command.cap(), command.rewards());
        apply(new SchemeDefined(
                command.schemeId(),
                command.planId(),
                command.name(),
                promised,
                OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(
            RecordAward command, Clock clock, Actor actor, Territories territories, Plans plans, GoalDirectory goals) {
        Authority authority = territories.authority(actor);
        authority.requireApproval(plans.require("planId", planId).territory().value());
        authority.requireAnother("would receive it", command.representative());
        if (awards.contains(command.awardId())) {
            throw CommandRejected.state("unique-award", "there is an award of this id already");
        }
        BigDecimal completion = completion(goals.require(command.goalId()));
        BigDecimal entitlement = terms.entitlement(completion, command.base()).amount();
        BigDecimal amount = Objects.requireNonNullElse(command.amount(), entitlement);
        int decimals = terms.currency().getDefaultFractionDigits();
        if (amount.setScale(decimals, RoundingMode.DOWN).compareTo(amount) != 0) {
            throw CommandRejected.invalid(
                    "decimals", "amount", "an amount has at most %d decimals".formatted(decimals));
        }
        apply(new AwardRecorded(
                id,
                new Award(
                        command.awardId(),
                        command.goalId(),
                        command.representative(),
                        completion,
                        command.base(),
                        entitlement,
                        amount,
                        command.rewards(),
                        command.reason()),
                actor.name(),
                OccurredAt.of(command.occurredAt(), clock)));
    }

    private static BigDecimal completion(GoalOutline goal) {
        boolean closed = goal.status() == GoalStatus.ACHIEVED || goal.status() == GoalStatus.MISSED;
        if (!closed
                || goal.actual() == null
                || goal.target() == null
                || goal.target().signum() == 0) {
            throw CommandRejected.state("goal-closed", "only a goal that is closed has a completion to award");
        }
        return goal.actual().divide(goal.target(), MathContext.DECIMAL64);
    }

    @EventSourcingHandler
    void on(SchemeEvent event) {
        switch (event) {
            case SchemeDefined e -> {
                id = e.schemeId();
                planId = e.planId();
                terms = e.terms();
            }
            case AwardRecorded e -> awards.add(e.award().awardId());
        }
    }
}
