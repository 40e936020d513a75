package io.plumbline.activity.activities;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

import io.plumbline.activity.activities.ActivityCommand.Completion;
import io.plumbline.activity.activities.ActivityCommand.Report;
import io.plumbline.activity.customers.KnownCustomer;
import io.plumbline.activity.customers.KnownCustomers;
import io.plumbline.activity.opportunities.KnownOpportunities;
import io.plumbline.activity.values.ActivityId;
import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.OccurredAt;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Something that a representative does for a customer. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
public class Activity {

    @AggregateIdentifier
    private ActivityId id;

    private ActivityContent undertaking;
    private String territory;
    private Instant plannedAt;
    private Instant dueUntil;
    private Status status;
    private @Nullable Instant completedAt;

    Activity() {}

    /** An activity that follows from something else, in that one's transaction. */
    public Activity(
            ActivityId id,
            ActivityContent undertaking,
            String territory,
            Instant plannedAt,
            TerritoryTree tree,
            Instant occurredAt) {
        plan(id, undertaking, territory, plannedAt, tree, occurredAt);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(
            ActivityCommand.PlanActivity command,
            Clock clock,
            Actor actor,
            KnownCustomers customers,
            KnownOpportunities opportunities,
            Territories territories) {
        TerritoryTree tree = territories.tree();
        String where = requireCustomer(command.undertaking(), territories.authority(actor), customers, opportunities);
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        plan(command.activityId(), command.undertaking(), where, command.plannedAt(), tree, occurredAt);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(
            ActivityCommand.RecordActivity command,
            Clock clock,
            Actor actor,
            KnownCustomers customers,
            KnownOpportunities opportunities,
            Territories territories)
            throws Exception {
        TerritoryTree tree = territories.tree();
        String where = requireCustomer(command.undertaking(), territories.authority(actor), customers, opportunities);
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        plan(command.activityId(), command.undertaking(), where, occurredAt, tree, occurredAt);
        complete(command.report(), occurredAt, tree);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            ActivityCommand.ImportActivity command,
            Clock clock,
            Actor actor,
            KnownCustomers customers,
            Territories territories) {
        TerritoryTree tree = territories.tree();
        territories.authority(actor).requireSalesOps();
        Completion completion = command.completion();
        Instant now = clock.instant();
        if (id == null) {
            String where = customers.require(command.undertaking().customerId()).territory();
            Instant planned = earliest(now, command.plannedAt(), completion == null ? now : completion.at());
            plan(
                    command.activityId(),
                    command.undertaking(),
                    where,
                    command.plannedAt(),
                    tree,
                    OccurredAt.of("plannedOn", Objects.requireNonNullElse(command.plannedOn(), planned), clock));
        } else if (!undertaking.equals(command.undertaking())) {
            throw CommandRejected.invalid(
                    "same-activity", "undertaking", "known as " + undertaking + ", and an import cannot change that");
        }
        if (!command.plannedAt().equals(plannedAt)) {
            requirePlanned();
            apply(new ActivityEvent.ActivityRescheduled(
                    id,
                    plannedAt,
                    command.plannedAt(),
                    endOfDay(command.plannedAt(), tree.timeZone(territory)),
                    "as the import says",
                    now));
        }
        if (status == Status.COMPLETED) {
            if (completion == null || !completion.at().equals(completedAt)) {
                throw CommandRejected.invalid(
                        "same-activity", "completedAt", "the activity was completed at " + completedAt);
            }
        } else if (completion != null) {
            requireNotOver();
            apply(new ActivityEvent.ActivityCompleted(
                    id,
                    undertaking,
                    territory,
                    plannedAt,
                    completion.outcome(),
                    completion.said(),
                    null,
                    null,
                    OccurredAt.of("completedAt", completion.at(), clock)));
        }
    }

    private static Instant earliest(Instant... moments) {
        return Collections.min(List.of(moments));
    }

    @CommandHandler
    void handle(ActivityCommand.CompleteActivity command, Clock clock, Actor actor, Territories territories)
            throws Exception {
        TerritoryTree tree = territories.tree();
        territories.authority(actor).requireWork(undertaking.representative(), territory);
        requireNotOver();
        complete(command.report(), OccurredAt.of(command.occurredAt(), clock), tree);
    }

    @CommandHandler
    void handle(ActivityCommand.RescheduleActivity command, Clock clock, Actor actor, Territories territories) {
        TerritoryTree tree = territories.tree();
        territories.authority(actor).requireWork(undertaking.representative(), territory);
        requirePlanned();
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        if (!command.plannedAt().equals(plannedAt)) {
            apply(new ActivityEvent.ActivityRescheduled(
                    id,
                    plannedAt,
                    command.plannedAt(),
                    endOfDay(command.plannedAt(), tree.timeZone(territory)),
                    command.reason(),
                    occurredAt));
        }
    }

    @CommandHandler
    void handle(ActivityCommand.CancelActivity command, Clock clock, Actor actor, Territories territories) {
        territories.authority(actor).requireWork(undertaking.representative(), territory);
        requirePlanned();
        apply(new ActivityEvent.ActivityCancelled(
                id, undertaking, command.reason(), OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(ActivityCommand.MarkMissed command, Clock clock) {
        if (status == Status.PLANNED && !clock.instant().isBefore(dueUntil)) {
            apply(new ActivityEvent.ActivityMissed(id, undertaking, plannedAt, dueUntil));
        }
    }

    @EventSourcingHandler
    void on(ActivityEvent event) {
        switch (event) {
            case ActivityEvent.ActivityPlanned e -> {
                id = e.activityId();
                undertaking = e.undertaking();
                territory = e.territory();
                plannedAt = e.plannedAt();
                dueUntil = e.dueUntil();
                status = Status.PLANNED;
            }
            case ActivityEvent.ActivityRescheduled e -> {
                plannedAt = e.plannedAt();
                dueUntil = e.dueUntil();
                status = Status.PLANNED;
            }
            case ActivityEvent.ActivityCompleted e -> {
                status = Status.COMPLETED;
                completedAt = e.occurredAt();
            }
            case ActivityEvent.ActivityMissed e -> status = Status.MISSED;
            case ActivityEvent.ActivityCancelled e -> status = Status.CANCELLED;
        }
    }

    /** The first moment of the day after the planned one, where the customer is. */
    static Instant endOfDay(Instant plannedAt, ZoneId zone) {
        return ZonedDateTime.ofInstant(plannedAt, zone)
                .toLocalDate()
                .plusDays(1)
                .atTime(LocalTime.MIDNIGHT)
                .atZone(zone)
                .toInstant();
    }

    private static void plan(
            ActivityId id,
            ActivityContent undertaking,
            String territory,
            Instant plannedAt,
            TerritoryTree tree,
            Instant occurredAt) {
        apply(new ActivityEvent.ActivityPlanned(
                id, undertaking, territory, plannedAt, endOfDay(plannedAt, tree.timeZone(territory)), occurredAt));
    }

    private void complete(Report report, Instant occurredAt, TerritoryTree tree) throws Exception {
        @Nullable NextStep next = report.nextStep();
        if (next != null && next.plannedAt().isBefore(occurredAt)) {
            throw CommandRejected.invalid(
                    "after-this", "nextStep.plannedAt", "the next step comes after this activity");
        }
        apply(new ActivityEvent.ActivityCompleted(
                id,
                undertaking,
                territory,
                plannedAt,
                report.outcome(),
                report.said(),
                next,
                next == null ? null : report.nextActivityId(),
                occurredAt));
        if (next != null) {
            ActivityContent following = new ActivityContent(
                    next.kind(),
                    undertaking.customerId(),
                    undertaking.opportunityId(),
                    undertaking.representative(),
                    next.purpose(),
                    List.of());
            createNew(
                    Activity.class,
                    () -> new Activity(
                            report.nextActivityId(), following, territory, next.plannedAt(), tree, occurredAt));
        }
    }

    /** What was missed may still be done. */
    private void requireNotOver() {
        if (status != Status.PLANNED && status != Status.MISSED) {
            throw CommandRejected.state("planned", "the activity is " + status + " already");
        }
    }

    private void requirePlanned() {
        if (status != Status.PLANNED) {
            throw CommandRejected.state("planned", "the activity is " + status + " already");
        }
    }

    /** The territory that has the credit. */
    private static String requireCustomer(
            ActivityContent undertaking,
            Authority authority,
            KnownCustomers customers,
            KnownOpportunities opportunities) {
        KnownCustomer known = customers.require(undertaking.customerId());
        String credited = authority.requireCustomer(known.owner(), known.territory(), known.sharedWith());
        authority.requireCredit("representative", undertaking.representative(), credited);
        if (undertaking.opportunityId() != null) {
            opportunities.requireAt(undertaking.customerId(), undertaking.opportunityId());
        }
        return credited;
    }
}
