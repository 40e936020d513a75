package io.plumbline.goal.territories;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.plumbline.goal.territories.TerritoryCommand.AssignRepresentative;
import io.plumbline.goal.territories.TerritoryCommand.ChangePriority;
import io.plumbline.goal.territories.TerritoryCommand.DefineTerritory;
import io.plumbline.goal.territories.TerritoryCommand.EndAssignment;
import io.plumbline.goal.territories.TerritoryCommand.ImportAssignment;
import io.plumbline.goal.territories.TerritoryCommand.ImportTerritory;
import io.plumbline.goal.territories.TerritoryCommand.MoveTerritory;
import io.plumbline.goal.territories.TerritoryEvent.AssignmentEnded;
import io.plumbline.goal.territories.TerritoryEvent.PriorityChanged;
import io.plumbline.goal.territories.TerritoryEvent.RepresentativeAssigned;
import io.plumbline.goal.territories.TerritoryEvent.TerritoryDefined;
import io.plumbline.goal.territories.TerritoryEvent.TerritoryMoved;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.OccurredAt;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A region, with who works in it from when until when. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
class Territory {

    /** Keeps a code apart from the ids of other aggregates, which share one store. */
    static final String ID_PREFIX = "territory-";

    @AggregateIdentifier
    private String id;

    private TerritoryDefined definition;
    private @Nullable TerritoryCode parent;
    private Priority priority;
    private final Map<String, Assignment> assignments = new LinkedHashMap<>();

    static String aggregateId(TerritoryCode code) {
        return ID_PREFIX + code;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(DefineTerritory command, Clock clock, Actor actor, ChangeableTerritories territories) {
        TerritoryTree tree = territories.treeForChange();
        territories.authority(actor).requireSalesOps();
        if (tree.contains(command.code().value())) {
            throw CommandRejected.state("unique-territory", "territory " + command.code() + " is defined already");
        }
        territories.requireKnown("parent", TerritoryCode.text(command.parent()));
        apply(new TerritoryDefined(
                command.code(),
                command.nameEn(),
                command.nameZh(),
                command.parent(),
                command.timeZone(),
                command.currency(),
                command.priority(),
                OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(MoveTerritory command, Clock clock, Actor actor, ChangeableTerritories territories) {
        TerritoryTree tree = territories.treeForChange();
        territories.authority(actor).requireSalesOps();
        territories.requireKnown("parent", TerritoryCode.text(command.parent()));
        if (Objects.equals(parent, command.parent())) {
            throw CommandRejected.state("moved-already", "territory " + command.code() + " hangs there already");
        }
        move(command.parent(), command.from(), OccurredAt.of(command.occurredAt(), clock), tree);
    }

    private void move(@Nullable TerritoryCode to, LocalDate from, Instant occurredAt, TerritoryTree tree) {
        TerritoryCode code = definition.code();
        if (to != null && tree.isWithin(to.value(), code.value())) {
            throw CommandRejected.invalid(
                    "no-cycle", "parent", to + " hangs below " + code + ", so it cannot be above it");
        }
        apply(new TerritoryMoved(code, parent, to, from, occurredAt));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ImportTerritory command, Clock clock, Actor actor, ChangeableTerritories territories) {
        TerritoryTree tree = territories.treeForChange();
        territories.authority(actor).requireSalesOps();
        territories.requireKnown("parent", TerritoryCode.text(command.parent()));
        TerritoryDefined wanted = new TerritoryDefined(
                command.code(),
                command.nameEn(),
                command.nameZh(),
                command.parent(),
                command.timeZone(),
                command.currency(),
                command.priority(),
                OccurredAt.of(command.occurredAt(), clock));
        if (id == null) {
            apply(wanted);
            return;
        }
        requireSame("nameEn", definition.nameEn(), wanted.nameEn());
        requireSame("nameZh", definition.nameZh(), wanted.nameZh());
        requireSame("timeZone", definition.timeZone(), wanted.timeZone());
        requireSame("currency", definition.currency(), wanted.currency());
        if (command.occurredAt() != null) {
            requireSame("occurredAt", definition.occurredAt(), wanted.occurredAt());
        }
        Instant changedAt = OccurredAt.of("changedAt", command.changedAt(), clock);
        if (!Objects.equals(parent, wanted.parent())) {
            move(wanted.parent(), LocalDate.ofInstant(changedAt, definition.timeZone()), changedAt, tree);
        }
        if (priority != wanted.priority()) {
            apply(new PriorityChanged(wanted.code(), wanted.priority(), changedAt));
        }
    }

    private static void requireSame(String field, @Nullable Object known, @Nullable Object claimed) {
        if (!Objects.equals(known, claimed)) {
            throw CommandRejected.invalid(
                    "same-territory", field, "known as " + known + ", and an import cannot change that");
        }
    }

    @CommandHandler
    void handle(ImportAssignment command, Clock clock, Actor actor, Territories territories) {
        territories.authority(actor).requireSalesOps();
        Assignment wanted = command.assignment();
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        Assignment known = assignments.get(wanted.assignmentId());
        if (known == null) {
            assign(wanted, occurredAt);
            return;
        }
        requireSame("displayName", known.displayName(), wanted.displayName());
        requireSame("productLine", known.productLine(), wanted.productLine());
        requireSame("segment", known.segment(), wanted.segment());
        LocalDate end = wanted.to();
        if (end == null) {
            requireSame("to", known.to(), end);
        } else if (!end.equals(known.to())) {
            apply(new AssignmentEnded(command.code(), wanted.assignmentId(), end, occurredAt));
        }
    }

    @CommandHandler
    void handle(ChangePriority command, Clock clock, Actor actor, Territories territories) {
        territories.authority(actor).requireManagement(command.code().value());
        if (priority == command.priority()) {
            throw CommandRejected.state("priority-already", "the priority is " + priority + " already");
        }
        apply(new PriorityChanged(command.code(), command.priority(), OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(AssignRepresentative command, Clock clock, Actor actor, Territories territories) {
        territories.authority(actor).requireManagement(command.code().value());
        Assignment assignment = command.assignment();
        if (assignments.containsKey(assignment.assignmentId())) {
            throw CommandRejected.state("unique-assignment", "there is an assignment of this id already");
        }
        assign(assignment, OccurredAt.of(command.occurredAt(), clock));
    }

    private void assign(Assignment assignment, Instant occurredAt) {
        assignments.values().stream().filter(assignment::repeats).findFirst().ifPresent(same -> {
            throw CommandRejected.invalid(
                    "no-overlap",
                    "from",
                    "%s is assigned so from %s already".formatted(same.representative(), same.from()));
        });
        apply(new RepresentativeAssigned(definition.code(), assignment, occurredAt));
    }

    @CommandHandler
    void handle(EndAssignment command, Clock clock, Actor actor, Territories territories) {
        territories.authority(actor).requireManagement(command.code().value());
        Assignment assignment = assignments.get(command.assignmentId());
        if (assignment == null) {
            throw CommandRejected.notFound("assignment", command.assignmentId());
        }
        if (command.to().isBefore(assignment.from())) {
            throw CommandRejected.invalid(
                    "period-order", "to", "the assignment begins on " + assignment.from() + " only");
        }
        apply(new AssignmentEnded(
                command.code(), command.assignmentId(), command.to(), OccurredAt.of(command.occurredAt(), clock)));
    }

    @EventSourcingHandler
    void on(TerritoryEvent event) {
        switch (event) {
            case TerritoryDefined e -> {
                id = aggregateId(e.code());
                definition = e;
                parent = e.parent();
                priority = e.priority();
            }
            case TerritoryMoved e -> parent = e.newParent();
            case PriorityChanged e -> priority = e.priority();
            case RepresentativeAssigned e -> assignments.put(e.assignment().assignmentId(), e.assignment());
            case AssignmentEnded e ->
                assignments.computeIfPresent(e.assignmentId(), (key, assignment) -> assignment.until(e.to()));
        }
    }
}
