package io.plumbline.goal.goals;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.plumbline.goal.goals.GoalCommand.AbandonGoal;
import io.plumbline.goal.goals.GoalCommand.ActivateGoal;
import io.plumbline.goal.goals.GoalCommand.AmendGoal;
import io.plumbline.goal.goals.GoalCommand.ApproveGoal;
import io.plumbline.goal.goals.GoalCommand.CloseGoal;
import io.plumbline.goal.goals.GoalCommand.ConfirmClosing;
import io.plumbline.goal.goals.GoalCommand.DeclineClosing;
import io.plumbline.goal.goals.GoalCommand.DecomposeGoal;
import io.plumbline.goal.goals.GoalCommand.DraftGoal;
import io.plumbline.goal.goals.GoalCommand.ReallotTarget;
import io.plumbline.goal.goals.GoalCommand.RejectGoal;
import io.plumbline.goal.goals.GoalCommand.RephaseGoal;
import io.plumbline.goal.goals.GoalCommand.RequestClosing;
import io.plumbline.goal.goals.GoalCommand.ReviseTarget;
import io.plumbline.goal.goals.GoalCommand.SubmitGoal;
import io.plumbline.goal.goals.GoalCommand.WithdrawDecomposition;
import io.plumbline.goal.goals.GoalEvent.ClosingDeclined;
import io.plumbline.goal.goals.GoalEvent.ClosingRequested;
import io.plumbline.goal.goals.GoalEvent.DecompositionWithdrawn;
import io.plumbline.goal.goals.GoalEvent.GoalAbandoned;
import io.plumbline.goal.goals.GoalEvent.GoalActivated;
import io.plumbline.goal.goals.GoalEvent.GoalAmended;
import io.plumbline.goal.goals.GoalEvent.GoalApproved;
import io.plumbline.goal.goals.GoalEvent.GoalClosed;
import io.plumbline.goal.goals.GoalEvent.GoalDecomposed;
import io.plumbline.goal.goals.GoalEvent.GoalDrafted;
import io.plumbline.goal.goals.GoalEvent.GoalRejected;
import io.plumbline.goal.goals.GoalEvent.GoalRephased;
import io.plumbline.goal.goals.GoalEvent.GoalSubmitted;
import io.plumbline.goal.goals.GoalEvent.Outcome;
import io.plumbline.goal.goals.GoalEvent.TargetReallotted;
import io.plumbline.goal.goals.GoalEvent.TargetRevised;
import io.plumbline.goal.plans.PlanOutline;
import io.plumbline.goal.plans.Plans;
import io.plumbline.goal.reports.Measurement;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Period;
import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.OccurredAt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * What was promised, and the ledger of what of it was allotted to whom. A child's target is its parent's to change: so
 * that the parts add up is decided here, in one place, however many ask at once.
 */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
class Goal {

    @AggregateIdentifier
    private GoalId id;

    private GoalDefinition definition;
    private GoalStatus status;
    private @Nullable String allottedBy;
    private @Nullable String submittedBy;
    private @Nullable ClosingRequested requested;
    private final Map<String, Decomposition> decompositions = new LinkedHashMap<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(DraftGoal command, Clock clock, Actor actor, Territories territories, Plans plans, Goals goals) {
        GoalDefinition drafted = command.definition();
        drafted.requireAboveZero();
        requireKnown(drafted, territories, plans);
        Authority authority = territories.authority(actor);
        requireDrafter(drafted, authority);
        if (drafted.parentId() != null) {
            GoalDefinition parent = goals.definition(drafted.parentId());
            if (parent == null) {
                throw CommandRejected.invalid("known-parent", "parentId", "there is no goal " + drafted.parentId());
            }
            requireAbove("parentId", parent.owner(), parent.scope().territoryCode(), drafted, authority);
            drafted = drafted.planId() == null ? drafted.inPlan(parent.planId()) : drafted;
        }
        requireWithinPlan(drafted, plans, authority);
        apply(new GoalDrafted(command.goalId(), drafted, null, OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(AmendGoal command, Clock clock, Actor actor, Territories territories, Plans plans) {
        requireStatus("amended", GoalStatus.DRAFT, GoalStatus.REJECTED);
        Authority authority = territories.authority(actor);
        authority.requireWork(definition.owner(), definition.scope().territoryCode());
        GoalDefinition amended = command.definition().under(definition.parentId());
        amended.requireAboveZero();
        requireKnown(amended, territories, plans);
        requireDrafter(amended, authority);
        requireWithinPlan(amended, plans, authority);
        if ((allottedBy != null || !decompositions.isEmpty()) && !amended.promisesTheSameAs(definition)) {
            throw CommandRejected.state(
                    "in-ledger",
                    "it is part of a decomposition: its metric, target, period and scope are settled there");
        }
        apply(new GoalAmended(id, amended, OccurredAt.of(command.occurredAt(), clock)));
    }

    /**
     * Sales operations and managers draft for the territories that they manage; a representative drafts an own goal, for a
     * territory that the representative is assigned to or for what the representative alone sells.
     */
    private static void requireDrafter(GoalDefinition drafted, Authority authority) {
        String territory = drafted.scope().territoryCode();
        authority.requireCredit("owner", drafted.owner(), territory);
        String representative = drafted.scope().representative();
        boolean ownSales = territory == null && representative != null && authority.isOwn(representative);
        if (!ownSales) {
            authority.requireAssignment(territory);
        }
    }

    private static void requireWithinPlan(GoalDefinition drafted, Plans plans, Authority authority) {
        if (drafted.planId() != null) {
            PlanOutline plan = plans.require("planId", drafted.planId());
            requireAbove("planId", plan.owner(), plan.territory().value(), drafted, authority);
        }
    }

    /**
     * What a goal hangs under is the drafter's own or managed by the drafter, or it lies above the goal: nobody hangs a goal
     * under another region's.
     */
    private static void requireAbove(
            String field, String owner, @Nullable String territory, GoalDefinition drafted, Authority authority) {
        String within = drafted.scope().territoryCode();
        boolean above = territory == null || within != null && authority.tree().isWithin(within, territory);
        if (!above && !authority.isOwn(owner) && !authority.mayManage(territory)) {
            throw CommandRejected.forbidden(
                    "foreign-parent", field + " is neither yours nor above the territory that this goal is for");
        }
    }

    private static void requireKnown(GoalDefinition definition, Territories territories, Plans plans) {
        territories.requireKnown("scope.territory", definition.scope().territoryCode());
        if (definition.measure() != null && definition.measure().numerator() != null) {
            territories.requireKnown(
                    "numerator.scope.territory",
                    definition.measure().numerator().scope().territoryCode());
        }
        if (definition.planId() != null) {
            plans.require("planId", definition.planId());
        }
    }

    @CommandHandler
    void handle(
            SubmitGoal command,
            Clock clock,
            Actor actor,
            Territories territories,
            Plans plans,
            Goals goals,
            SmartPolicy policy) {
        requireStatus("submitted", GoalStatus.DRAFT);
        TerritoryTree tree = territories.tree();
        territories
                .authority(actor)
                .requireWork(definition.owner(), definition.scope().territoryCode());
        String justification = command.justification() == null ? definition.justification() : command.justification();
        GoalDefinition parent = definition.parentId() == null ? null : goals.definition(definition.parentId());
        PlanOutline plan = definition.planId() == null ? null : plans.find(definition.planId());
        new SmartCheck(
                        definition,
                        parent,
                        plan,
                        decompositions(),
                        allottedBy != null,
                        justification,
                        policy.growthLimit(),
                        tree)
                .require();
        apply(new GoalSubmitted(id, justification, OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(ApproveGoal command, Clock clock, Actor actor, Territories territories) {
        requireStatus("approved", GoalStatus.SUBMITTED);
        requireApproval(actor, territories);
        apply(new GoalApproved(id, actor.name(), OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(RejectGoal command, Clock clock, Actor actor, Territories territories) {
        requireStatus("rejected", GoalStatus.SUBMITTED);
        requireApproval(actor, territories);
        apply(new GoalRejected(id, actor.name(), command.reason(), OccurredAt.of(command.occurredAt(), clock)));
    }

    private void requireApproval(Actor actor, Territories territories) {
        Authority authority = territories.authority(actor);
        authority.requireApproval(definition.scope().territoryCode());
        authority.requireAnother("submitted it", submittedBy);
        authority.requireAnother("are measured by it", definition.scope().representative());
    }

    @CommandHandler
    void handle(ActivateGoal command, Clock clock, Actor actor, Territories territories) {
        requireStatus("activated", GoalStatus.APPROVED);
        requireManagement(actor, territories);
        apply(new GoalActivated(id, OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(
            ReviseTarget command, Clock clock, Actor actor, Territories territories, Goals goals, Children children) {
        if (status != GoalStatus.ACTIVE) {
            throw CommandRejected.state("status", "only an active goal's target can be revised, this one is " + status);
        }
        TerritoryTree tree = territories.tree();
        requireManagement(actor, territories);
        if (allottedBy != null && measure().metric().isAdditive()) {
            throw CommandRejected.state("in-ledger", "its target is allotted by its parent: re-allot it there");
        }
        BigDecimal target = measure().exact("target", command.target());
        measure().requireAboveZero("target", target);
        if (target.compareTo(target()) == 0) {
            throw CommandRejected.invalid("changes", "target", "the target is " + target.toPlainString() + " already");
        }
        revise(
                target,
                command.phasing(),
                command.reviseEnded(),
                command.reason(),
                OccurredAt.of(command.occurredAt(), clock),
                tree,
                goals,
                children);
    }

    /** Takes the target that the parent allots from now on. */
    private void follow(
            BigDecimal target,
            boolean reviseEnded,
            String reason,
            Instant occurredAt,
            TerritoryTree tree,
            Goals goals,
            Children children) {
        if (status.isOver()) {
            throw CommandRejected.state("closed-child", "the child " + id + " is " + status + ", its target stays");
        }
        if (target.compareTo(target()) != 0) {
            revise(target, null, reviseEnded, reason, occurredAt, tree, goals, children);
        }
    }

    private void revise(
            BigDecimal target,
            @Nullable List<Phase> phasing,
            boolean reviseEnded,
            String reason,
            Instant occurredAt,
            TerritoryTree tree,
            Goals goals,
            Children children) {
        LocalDate keptBefore = keptBefore(reviseEnded, occurredAt, tree);
        List<Phase> phases = phasing == null || phasing.isEmpty()
                ? definition.scaledPhasing(target, keptBefore)
                : definition.phasedAnew(phasing, target, keptBefore);
        boolean lowered = target.compareTo(target()) < 0;
        boolean late = period().isInLastFifth(today(occurredAt, tree));
        List<Allotment> reallotted = new ArrayList<>();
        if (measure().metric().isAdditive() && !decompositions.isEmpty()) {
            Set<GoalId> over = goals.childrenThatAreOver(id, keptBefore);
            decompositions.values().forEach(split -> reallotted.addAll(split.scaledTo(target, over)));
        }
        apply(new TargetRevised(
                id, target(), target, phases, List.copyOf(reallotted), reason, lowered && late, occurredAt));
        children.change(
                reallotted,
                (child, part) -> child.follow(part.target(), reviseEnded, reason, occurredAt, tree, goals, children));
    }

    /**
     * Phases and parts that ended before this day keep what they have. That is none where the command says so, and where
     * all of the goal's period is over: then nothing else is left that a revision could be about.
     */
    private LocalDate keptBefore(boolean reviseEnded, Instant occurredAt, TerritoryTree tree) {
        LocalDate today = today(occurredAt, tree);
        return reviseEnded || period().to().isBefore(today) ? period().from() : today;
    }

    private LocalDate today(Instant occurredAt, TerritoryTree tree) {
        return occurredAt
                .atZone(tree.timeZone(definition.scope().territoryCode()))
                .toLocalDate();
    }

    @CommandHandler
    void handle(RephaseGoal command, Clock clock, Actor actor, Territories territories) {
        requireNotOver();
        requireManagement(actor, territories);
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        List<Phase> phasing = status == GoalStatus.ACTIVE
                ? definition.phasedAnew(
                        command.phasing(), target(), keptBefore(command.reviseEnded(), occurredAt, territories.tree()))
                : GoalDefinition.checked(
                        command.phasing(), definition.measure(), definition.target(), definition.period());
        apply(new GoalRephased(id, phasing, command.reason(), occurredAt));
    }

    @CommandHandler
    void handle(DecomposeGoal command, Clock clock, Actor actor, Territories territories) throws Exception {
        requireNotOver();
        requireManagement(actor, territories);
        if (definition.measure() == null
                || definition.measure().missing() != null
                || definition.target() == null
                || definition.period() == null) {
            throw CommandRejected.state(
                    "measurable", "only a goal with a metric, a target and a period can be decomposed");
        }
        for (Decomposition other : decompositions.values()) {
            if (other.dimension() == command.dimension()) {
                throw CommandRejected.state(
                        "one-per-dimension",
                        "it is decomposed by " + other.dimension() + " already: re-allot that, or withdraw it");
            }
            if (other.decompositionId().equals(command.decompositionId())) {
                throw CommandRejected.state("unique-decomposition", "there is a decomposition of this id already");
            }
        }
        Decomposer split = new Decomposer(id, definition, command, territories);
        Decomposition decomposition = split.decomposition();
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        apply(new GoalDecomposed(id, decomposition, occurredAt));
        for (Map.Entry<GoalId, GoalDefinition> child :
                split.children(decomposition).entrySet()) {
            AggregateLifecycle.createNew(Goal.class, () -> {
                apply(new GoalDrafted(child.getKey(), child.getValue(), decomposition.decompositionId(), occurredAt));
                return new Goal();
            });
        }
    }

    @CommandHandler
    void handle(
            ReallotTarget command, Clock clock, Actor actor, Territories territories, Goals goals, Children children) {
        requireNotOver();
        TerritoryTree tree = territories.tree();
        requireManagement(actor, territories);
        Decomposition decomposition = requireDecomposition(command.decompositionId());
        if (!measure().metric().isAdditive()) {
            throw CommandRejected.state("additive", measure().metric() + " does not add up, so it cannot move");
        }
        BigDecimal amount = measure().exact("amount", command.amount());
        if (amount.signum() == 0) {
            throw CommandRejected.invalid("positive", "amount", "nothing would move");
        }
        List<Allotment> parts = decomposition.moved(command.from(), command.to(), amount);
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        apply(new TargetReallotted(id, command.decompositionId(), parts, amount, command.reason(), occurredAt));
        children.change(
                parts,
                (child, part) ->
                        child.follow(part.target(), false, command.reason(), occurredAt, tree, goals, children));
    }

    @CommandHandler
    void handle(WithdrawDecomposition command, Clock clock, Actor actor, Territories territories, Children children) {
        requireNotOver();
        requireManagement(actor, territories);
        Decomposition decomposition = requireDecomposition(command.decompositionId());
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        withdraw(decomposition, command.reason(), occurredAt, children);
    }

    private void withdraw(Decomposition decomposition, String reason, Instant occurredAt, Children children) {
        apply(new DecompositionWithdrawn(id, decomposition.decompositionId(), reason, occurredAt));
        children.change(decomposition.allotments(), (child, part) -> child.abandon(reason, occurredAt, children));
    }

    @CommandHandler
    void handle(CloseGoal command, Clock clock, Actor actor, Territories territories, ClosingPolicy policy) {
        requireStatus("closed", GoalStatus.ACTIVE);
        requireManagement(actor, territories);
        Instant occurredAt = requireClosable(command.occurredAt(), clock, territories, policy);
        Measurement measured = measured(command.measured());
        if (!measured.isComplete()) {
            throw CommandRejected.state(
                    "measured",
                    "the reports have no complete figure of it (%s): close it by exception"
                            .formatted(measured.refusal()));
        }
        BigDecimal actual = Objects.requireNonNull(measured.actual());
        if (command.actual() != null && !isSameAs(actual, command.actual())) {
            throw CommandRejected.invalid(
                    "measured-actual",
                    "actual",
                    "the reports measure %s; another figure needs a reason and a second person: close it by exception"
                            .formatted(actual.toPlainString()));
        }
        close(actual, measured, null, actor, occurredAt);
    }

    @CommandHandler
    void handle(RequestClosing command, Clock clock, Actor actor, Territories territories, ClosingPolicy policy) {
        requireStatus("closed", GoalStatus.ACTIVE);
        requireManagement(actor, territories);
        Instant occurredAt = requireClosable(command.occurredAt(), clock, territories, policy);
        if (requested != null) {
            throw CommandRejected.state(
                    "closing-requested",
                    "%s asked to close it with %s already: confirm or decline that"
                            .formatted(requested.by(), requested.actual().toPlainString()));
        }
        Measurement measured = measured(command.measured());
        if (measured.isComplete() && isSameAs(Objects.requireNonNull(measured.actual()), command.actual())) {
            throw CommandRejected.invalid(
                    "other-than-measured", "actual", "this is what the reports measure: close it with that");
        }
        apply(new ClosingRequested(id, command.actual(), measured, command.reason(), actor.name(), occurredAt));
    }

    @CommandHandler
    void handle(ConfirmClosing command, Clock clock, Actor actor, Territories territories) {
        ClosingRequested request = requireRequest(actor, territories);
        Authority authority = territories.authority(actor);
        authority.requireAnother("asked for it", request.by());
        authority.requireAnother("are measured by it", definition.scope().representative());
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        if (occurredAt.isBefore(request.occurredAt())) {
            throw CommandRejected.invalid(
                    "after-request", "occurredAt", "it was asked for at " + request.occurredAt() + " only");
        }
        close(
                request.actual(),
                request.measured(),
                new StatedActual(request.actual(), request.reason(), request.by()),
                actor,
                occurredAt);
    }

    @CommandHandler
    void handle(DeclineClosing command, Clock clock, Actor actor, Territories territories) {
        requireRequest(actor, territories);
        apply(new ClosingDeclined(id, actor.name(), command.reason(), OccurredAt.of(command.occurredAt(), clock)));
    }

    private ClosingRequested requireRequest(Actor actor, Territories territories) {
        requireStatus("closed", GoalStatus.ACTIVE);
        requireManagement(actor, territories);
        if (requested == null) {
            throw CommandRejected.state("closing-requested", "nobody asked to close it with another figure");
        }
        return requested;
    }

    private Instant requireClosable(
            @Nullable Instant claimed, Clock clock, Territories territories, ClosingPolicy policy) {
        Instant occurredAt = OccurredAt.of(claimed, clock);
        ClosingWindow.of(
                        period(), territories.tree().timeZone(definition.scope().territoryCode()), policy.grace())
                .requireOpen(occurredAt);
        return occurredAt;
    }

    private static Measurement measured(@Nullable Measurement measured) {
        if (measured == null) {
            throw CommandRejected.notYet("measured", "actual", "it became active just now; send it again");
        }
        return measured;
    }

    /** Whether a figure is the measured one, to the decimals of the goal's measure or as many more as it is given with. */
    private boolean isSameAs(BigDecimal measured, BigDecimal figure) {
        int decimals = Math.max(figure.scale(), measure().decimals());
        return measured.setScale(decimals, RoundingMode.HALF_UP).compareTo(figure) == 0;
    }

    private void close(
            BigDecimal actual, Measurement measured, @Nullable StatedActual stated, Actor actor, Instant occurredAt) {
        apply(new GoalClosed(
                id,
                actual,
                target(),
                actual.compareTo(target()) >= 0 ? Outcome.ACHIEVED : Outcome.MISSED,
                measured,
                stated,
                actor.name(),
                occurredAt));
    }

    @CommandHandler
    void handle(AbandonGoal command, Clock clock, Actor actor, Territories territories, Children children) {
        requireNotOver();
        requireManagement(actor, territories);
        if (allottedBy != null && measure().metric().isAdditive() && target().signum() > 0) {
            throw CommandRejected.state(
                    "still-allotted", "its parent allots it " + target().toPlainString() + ": re-allot that first");
        }
        abandon(command.reason(), OccurredAt.of(command.occurredAt(), clock), children);
    }

    private void abandon(String reason, Instant occurredAt, Children children) {
        if (status.isOver()) {
            return;
        }
        decompositions().forEach(split -> withdraw(split, reason, occurredAt, children));
        apply(new GoalAbandoned(id, reason, occurredAt));
    }

    GoalDefinition definition() {
        return definition;
    }

    GoalStatus status() {
        return status;
    }

    List<Decomposition> decompositions() {
        return List.copyOf(decompositions.values());
    }

    private Measure measure() {
        return Objects.requireNonNull(definition.measure());
    }

    private Period period() {
        return Objects.requireNonNull(definition.period());
    }

    private BigDecimal target() {
        return Objects.requireNonNull(definition.target());
    }

    private void requireStatus(String verb, GoalStatus... allowed) {
        if (!Arrays.asList(allowed).contains(status)) {
            throw CommandRejected.state(
                    "status",
                    "a goal that is %s cannot be %s, only one that is %s"
                            .formatted(status, verb, Arrays.asList(allowed)));
        }
    }

    private void requireNotOver() {
        if (status.isOver()) {
            throw CommandRejected.state("status", "the goal is " + status);
        }
    }

    private void requireManagement(Actor actor, Territories territories) {
        territories.authority(actor).requireManagement(definition.scope().territoryCode());
    }

    private Decomposition requireDecomposition(String decompositionId) {
        Decomposition decomposition = decompositions.get(decompositionId);
        if (decomposition == null) {
            throw CommandRejected.notFound("decomposition", decompositionId);
        }
        return decomposition;
    }

    /** @param actor who sent the command; null for an event of which the store does not say so */
    @EventSourcingHandler
    void on(GoalEvent event, @MetaDataValue("actor") @Nullable String actor) {
        switch (event) {
            case GoalDrafted e -> {
                id = e.goalId();
                definition = e.definition();
                allottedBy = e.decompositionId();
                status = GoalStatus.DRAFT;
            }
            case GoalAmended e -> {
                definition = e.definition();
                status = GoalStatus.DRAFT;
            }
            case GoalSubmitted _ -> {
                status = GoalStatus.SUBMITTED;
                submittedBy = actor;
            }
            case GoalApproved _ -> status = GoalStatus.APPROVED;
            case GoalRejected _ -> status = GoalStatus.REJECTED;
            case GoalActivated _ -> status = GoalStatus.ACTIVE;
            case TargetRevised e -> {
                definition = definition.withTarget(e.newTarget(), e.phasing());
                decompositions.replaceAll((key, split) -> split.with(e.reallotted()));
            }
            case GoalRephased e -> definition = definition.withPhasing(e.phasing());
            case GoalDecomposed e -> decompositions.put(e.decomposition().decompositionId(), e.decomposition());
            case TargetReallotted e ->
                decompositions.computeIfPresent(e.decompositionId(), (key, split) -> split.with(e.parts()));
            case DecompositionWithdrawn e -> decompositions.remove(e.decompositionId());
            case ClosingRequested e -> requested = e;
            case ClosingDeclined _ -> requested = null;
            case GoalClosed e -> status = e.outcome() == Outcome.ACHIEVED ? GoalStatus.ACHIEVED : GoalStatus.MISSED;
            case GoalAbandoned _ -> status = GoalStatus.ABANDONED;
        }
    }
}
