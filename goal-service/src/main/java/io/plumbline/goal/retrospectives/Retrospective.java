package io.plumbline.goal.retrospectives;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.plumbline.goal.goals.GoalDirectory;
import io.plumbline.goal.goals.GoalOutline;
import io.plumbline.goal.practices.Learned;
import io.plumbline.goal.practices.Library;
import io.plumbline.goal.retrospectives.RetrospectiveCommand.AddLesson;
import io.plumbline.goal.retrospectives.RetrospectiveCommand.HoldRetrospective;
import io.plumbline.goal.retrospectives.RetrospectiveEvent.LessonAdded;
import io.plumbline.goal.retrospectives.RetrospectiveEvent.RetrospectiveHeld;
import io.plumbline.goal.values.GoalId;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.OccurredAt;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The look back at a closed goal. What is learned goes into the library as practices of their own. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
class Retrospective {

    /** Keeps a retrospective's id apart from its goal's. */
    static final String ID_PREFIX = "retrospective-";

    @AggregateIdentifier
    private String id;

    static String aggregateId(GoalId goalId) {
        return ID_PREFIX + goalId;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(
            HoldRetrospective command,
            Clock clock,
            Actor actor,
            Territories territories,
            GoalDirectory goals,
            Library library) {
        GoalOutline goal = goals.require(command.goalId());
        territories.authority(actor).requireWork(goal.owner(), goal.territoryCode());
        if (goal.actual() == null || goal.target() == null) {
            throw CommandRejected.state(
                    "goal-closed", "a goal is looked back at when it is closed, this one is " + goal.status());
        }
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        apply(new RetrospectiveHeld(
                command.goalId(),
                goal.status().name(),
                goal.target(),
                goal.actual(),
                command.causes(),
                command.learned().stream().map(Learned::practiceId).toList(),
                occurredAt));
        command.learned().forEach(learned -> library.add(learned, occurredAt));
    }

    @CommandHandler
    void handle(
            AddLesson command,
            Clock clock,
            Actor actor,
            Territories territories,
            GoalDirectory goals,
            Library library) {
        GoalOutline goal = goals.require(command.goalId());
        territories.authority(actor).requireWork(goal.owner(), goal.territoryCode());
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        apply(new LessonAdded(command.goalId(), command.learned().practiceId(), occurredAt));
        library.add(command.learned(), occurredAt);
    }

    @EventSourcingHandler
    void on(RetrospectiveEvent event) {
        switch (event) {
            case RetrospectiveHeld e -> id = aggregateId(e.goalId());
            case LessonAdded _ -> {}
        }
    }
}
