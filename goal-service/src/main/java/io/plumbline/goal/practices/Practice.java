package io.plumbline.goal.practices;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.plumbline.goal.practices.PracticeCommand.RetirePractice;
import io.plumbline.goal.practices.PracticeEvent.PracticeRecorded;
import io.plumbline.goal.practices.PracticeEvent.PracticeRetired;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.OccurredAt;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** A way of working that proved itself, or one that is to be done better; plans cite it until it is retired. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
class Practice {

    @AggregateIdentifier
    private PracticeId id;

    private boolean retired;

    /** A new one, inside the unit of work that creates it. */
    static Practice of(Learned learned, Instant occurredAt) {
        apply(new PracticeRecorded(learned.practiceId(), learned, occurredAt));
        return new Practice();
    }

    @CommandHandler
    void handle(RetirePractice command, Clock clock, Actor actor, Territories territories) {
        territories.authority(actor).requireSalesOps();
        if (retired) {
            throw CommandRejected.state("retired", "the practice is retired already");
        }
        apply(new PracticeRetired(id, command.reason(), OccurredAt.of(command.occurredAt(), clock)));
    }

    @EventSourcingHandler
    void on(PracticeEvent event) {
        switch (event) {
            case PracticeRecorded e -> id = e.practiceId();
            case PracticeRetired _ -> retired = true;
        }
    }
}
