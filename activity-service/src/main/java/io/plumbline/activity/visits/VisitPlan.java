package io.plumbline.activity.visits;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

import io.plumbline.activity.activities.Activity;
import io.plumbline.activity.activities.ActivityContent;
import io.plumbline.activity.customers.KnownCustomer;
import io.plumbline.activity.customers.KnownCustomers;
import io.plumbline.activity.values.CustomerId;
import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.OccurredAt;
import io.plumbline.platform.write.command.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One week of one representative. Once a manager approves it, its visits are activities. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
class VisitPlan {

    private static final LocalTime BEGIN_OF_WORK = LocalTime.of(9, 0);

    /** Where a visit plan stands; null state means that there is none yet. */
    enum Status {
        DRAFT,
        SUBMITTED,
        APPROVED
    }

    @AggregateIdentifier
    private VisitPlanId id;

    private String representative;
    private String territory;
    private List<VisitItem> items;
    private @Nullable Status status;
    private @Nullable String submittedBy;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            VisitPlanCommand.DraftVisitPlan command,
            Clock clock,
            Actor actor,
            KnownCustomers customers,
            Territories territories) {
        Authority authority = territories.authority(actor);
        requireWeekOf(command, authority, territories);
        if (status != null && status != Status.DRAFT) {
            throw CommandRejected.state("draft", "the plan is " + status + " and so does not change");
        }
        requireSound(command.week(), command.items());
        for (VisitItem item : command.items()) {
            KnownCustomer customer = customers.require(item.customerId());
            authority.requireCustomer(customer.owner(), customer.territory(), customer.sharedWith());
        }
        apply(new VisitPlanEvent.VisitPlanDrafted(
                command.visitPlanId(),
                command.representative(),
                command.week(),
                command.territory(),
                command.items(),
                OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(VisitPlanCommand.SubmitVisitPlan command, Clock clock, Actor actor, Territories territories) {
        territories.authority(actor).requireWork(representative, territory);
        require(Status.DRAFT);
        apply(new VisitPlanEvent.VisitPlanSubmitted(id, OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(
            VisitPlanCommand.ApproveVisitPlan command,
            Clock clock,
            Actor actor,
            KnownCustomers customers,
            Territories territories)
            throws Exception {
        TerritoryTree tree = territories.tree();
        requireDecision(actor, territories);
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        apply(new VisitPlanEvent.VisitPlanApproved(id, actor.name(), occurredAt));
        for (VisitItem item : items) {
            String where = customers.require(item.customerId()).creditedTo(territory, tree);
            Instant plannedAt = item.day()
                    .atTime(BEGIN_OF_WORK)
                    .atZone(tree.timeZone(where))
                    .toInstant();
            ActivityContent visit = new ActivityContent(
                    item.kind(), item.customerId(), null, representative, item.purpose(), List.of());
            createNew(Activity.class, () -> new Activity(item.activityId(), visit, where, plannedAt, tree, occurredAt));
        }
    }

    @CommandHandler
    void handle(VisitPlanCommand.RejectVisitPlan command, Clock clock, Actor actor, Territories territories) {
        requireDecision(actor, territories);
        apply(new VisitPlanEvent.VisitPlanRejected(
                id, actor.name(), command.reason(), OccurredAt.of(command.occurredAt(), clock)));
    }

    private void requireDecision(Actor actor, Territories territories) {
        Authority authority = territories.authority(actor);
        authority.requireManagement(territory);
        require(Status.SUBMITTED);
        authority.requireAnother("submitted it", submittedBy);
    }

    /** @param actor who sent the command; null for an event of which the store does not say so */
    @EventSourcingHandler
    void on(VisitPlanEvent event, @MetaDataValue("actor") @Nullable String actor) {
        switch (event) {
            case VisitPlanEvent.VisitPlanDrafted e -> {
                id = e.visitPlanId();
                representative = e.representative();
                territory = e.territory();
                items = e.items();
                status = Status.DRAFT;
            }
            case VisitPlanEvent.VisitPlanSubmitted e -> {
                status = Status.SUBMITTED;
                submittedBy = actor;
            }
            case VisitPlanEvent.VisitPlanApproved e -> status = Status.APPROVED;
            // back to the representative, who may change it
            case VisitPlanEvent.VisitPlanRejected e -> status = Status.DRAFT;
        }
    }

    /**
     * The territory decides who approves the week, so it is one in which the representative works: by the representative's own
     * token or, where a manager plans for somebody, by a stored assignment.
     */
    private static void requireWeekOf(
            VisitPlanCommand.DraftVisitPlan command, Authority authority, Territories territories) {
        String territory = command.territory();
        territories.requireKnown("territory", territory);
        if (authority.isOwn(command.representative())) {
            authority.requireAssignment(territory);
            return;
        }
        authority.requireCredit("representative", command.representative(), territory);
        boolean assigned = territories.assigned(command.representative()).stream()
                .anyMatch(mine -> territories.tree().isWithin(mine, territory));
        if (!assigned) {
            throw CommandRejected.invalid(
                    "assigned",
                    "representative",
                    command.representative() + " is not assigned to " + territory + " or a territory below it");
        }
    }

    private void require(Status needed) {
        if (status != needed) {
            throw CommandRejected.state(
                    needed.name().toLowerCase(Locale.ROOT), "the plan is " + status + ", not " + needed);
        }
    }

    private static void requireSound(Week week, List<VisitItem> items) {
        List<Violation> violations = new ArrayList<>();
        Set<CustomerId> customers = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            VisitItem item = items.get(i);
            if (!week.contains(item.day())) {
                violations.add(new Violation(
                        "in-week", "items[" + i + "].day", item.day() + " does not lie in the week " + week));
            }
            if (!customers.add(item.customerId())) {
                violations.add(new Violation(
                        "customer-once", "items[" + i + "].customerId", "the customer is in the plan already"));
            }
        }
        if (!violations.isEmpty()) {
            throw CommandRejected.invalid(violations);
        }
    }
}
