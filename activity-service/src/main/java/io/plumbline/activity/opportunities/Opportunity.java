package io.plumbline.activity.opportunities;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

import io.plumbline.activity.customers.KnownCustomer;
import io.plumbline.activity.customers.KnownCustomers;
import io.plumbline.activity.opportunities.OpportunityEvent.At;
import io.plumbline.activity.orders.Order;
import io.plumbline.activity.orders.OrderContent;
import io.plumbline.activity.orders.OrderLine;
import io.plumbline.activity.pipelines.Pipeline;
import io.plumbline.activity.pipelines.Pipelines;
import io.plumbline.activity.pipelines.Stage;
import io.plumbline.activity.terms.CustomerId;
import io.plumbline.activity.terms.OpportunityId;
import io.plumbline.activity.terms.OrderId;
import io.plumbline.activity.territories.Authority;
import io.plumbline.activity.territories.Territories;
import io.plumbline.platform.write.Actor;
import io.plumbline.platform.write.Occurrence;
import io.plumbline.platform.write.Refused;
import io.plumbline.platform.write.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The chance of a sale to a customer, from opening to won or lost. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
class Opportunity {

    @AggregateIdentifier
    private OpportunityId id;

    private CustomerId customer;
    private String pipeline;
    private int pipelineVersion;
    private OpportunityStatus status;
    private Currency currency;
    private Lines lines;
    private LocalDate expectedClose;
    private String owner;
    private String territory;
    private String channel;
    private final StageHistory stages = new StageHistory();
    private final Map<String, String> answers = new HashMap<>();

    /** When something other than the stage changed last; such changes are entered in their order. */
    private Instant lastChange;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(
            OpportunityCommand.OpenOpportunity command,
            Clock clock,
            Actor actor,
            KnownCustomers customers,
            Pipelines pipelines,
            Territories territories) {
        KnownCustomer known = customers.require(command.customerId());
        new Authority(actor, territories.tree()).requireWork(command.owner(), known.territory());
        Pipeline newest = pipelines.newest(command.pipeline());
        Stage stage = command.stage() == null ? newest.first() : newest.stage("stage", command.stage());
        apply(new OpportunityEvent.OpportunityOpened(
                command.opportunityId(),
                command.customerId(),
                command.name(),
                newest.pipeline(),
                newest.version(),
                at(stage),
                command.source(),
                command.currency(),
                command.lines(),
                command.expectedClose(),
                command.owner(),
                known.territory(),
                known.channel(),
                Occurrence.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(
            OpportunityCommand.MoveToStage command,
            Clock clock,
            Actor actor,
            Pipelines pipelines,
            Territories territories) {
        requireWork(actor, territories);
        Instant occurredAt = Occurrence.of(command.occurredAt(), clock);
        requireOpenUnlessBefore(occurredAt);
        Pipeline version = pipelines.version(pipeline, pipelineVersion);
        At to = at(version.stage("to", command.to()));
        At from = stages.beforeMove(occurredAt, to);
        fill(from, command.answers(), occurredAt);
        if (to.rank() > from.rank()) {
            requireTemplateOf(version.stage("to", from.stage()));
        }
        apply(new OpportunityEvent.StageChanged(id, from, to, occurredAt));
    }

    @CommandHandler
    void handle(OpportunityCommand.ChangeLines command, Clock clock, Actor actor, Territories territories) {
        Instant occurredAt = requireChange(actor, territories, command.occurredAt(), clock);
        if (!currency.equals(command.currency())) {
            throw Refused.invalid("same-currency", "currency", "the opportunity is in " + currency);
        }
        if (!lines.equals(command.lines())) {
            apply(new OpportunityEvent.LinesChanged(
                    id, currency, lines.amount(), command.lines(), command.reason(), occurredAt));
        }
    }

    @CommandHandler
    void handle(OpportunityCommand.ChangeExpectedClose command, Clock clock, Actor actor, Territories territories) {
        Instant occurredAt = requireChange(actor, territories, command.occurredAt(), clock);
        if (!expectedClose.equals(command.expectedClose())) {
            apply(new OpportunityEvent.ExpectedCloseChanged(
                    id, expectedClose, command.expectedClose(), command.reason(), occurredAt));
        }
    }

    @CommandHandler
    void handle(OpportunityCommand.ChangeOwner command, Clock clock, Actor actor, Territories territories) {
        new Authority(actor, territories.tree()).requireManagement(territory);
        Instant occurredAt = requireChange(actor, territories, command.occurredAt(), clock);
        if (!owner.equals(command.owner())) {
            apply(new OpportunityEvent.OwnerChanged(id, owner, command.owner(), command.reason(), occurredAt));
        }
    }

    @CommandHandler
    void handle(OpportunityCommand.PutOnHold command, Clock clock, Actor actor, Territories territories) {
        Instant occurredAt = requireChange(actor, territories, command.occurredAt(), clock);
        if (status == OpportunityStatus.ON_HOLD) {
            throw Refused.state("not-on-hold", "the opportunity is on hold already");
        }
        apply(new OpportunityEvent.HeldBack(id, command.reason(), occurredAt));
    }

    @CommandHandler
    void handle(OpportunityCommand.Resume command, Clock clock, Actor actor, Territories territories) {
        Instant occurredAt = requireChange(actor, territories, command.occurredAt(), clock);
        if (status != OpportunityStatus.ON_HOLD) {
            throw Refused.state("on-hold", "the opportunity is not on hold");
        }
        apply(new OpportunityEvent.Resumed(id, occurredAt));
    }

    @CommandHandler
    void handle(OpportunityCommand.Win command, Clock clock, Actor actor, Pipelines pipelines, Territories territories)
            throws Exception {
        Instant occurredAt = requireChange(actor, territories, command.occurredAt(), clock);
        requireNotOnHold();
        stages.requireLatest(occurredAt);
        At from = stages.last();
        fill(from, command.answers(), occurredAt);
        requireTemplateOf(pipelines.version(pipeline, pipelineVersion).stage("stage", from.stage()));
        apply(new OpportunityEvent.OpportunityWon(id, command.orderId(), from, currency, lines.amount(), occurredAt));
        placeOrder(command.orderId(), occurredAt);
    }

    private void placeOrder(OrderId orderId, Instant occurredAt) throws Exception {
        OrderContent content = new OrderContent(
                id,
                null,
                customer,
                owner,
                channel,
                territory,
                currency,
                lines.lines().stream()
                        .map(line -> new OrderLine(
                                line.lineId(),
                                line.productLine(),
                                line.product(),
                                line.quantity(),
                                line.amount(),
                                null))
                        .toList());
        createNew(Order.class, () -> new Order(orderId, content, occurredAt));
    }

    @CommandHandler
    void handle(OpportunityCommand.Lose command, Clock clock, Actor actor, Territories territories) {
        Instant occurredAt = requireChange(actor, territories, command.occurredAt(), clock);
        stages.requireLatest(occurredAt);
        apply(new OpportunityEvent.OpportunityLost(
                id, stages.last(), command.reason(), command.competitor(), occurredAt));
    }

    @CommandHandler
    void handle(
            OpportunityCommand.Reopen command, Clock clock, Actor actor, Pipelines pipelines, Territories territories) {
        requireWork(actor, territories);
        if (status != OpportunityStatus.LOST) {
            throw Refused.state("lost", "only a lost opportunity can be reopened; a won one has its order");
        }
        Instant occurredAt = Occurrence.of(command.occurredAt(), clock);
        stages.requireLatest(occurredAt);
        At to = command.stage() == null
                ? stages.last()
                : at(pipelines.version(pipeline, pipelineVersion).stage("stage", command.stage()));
        apply(new OpportunityEvent.Reopened(id, to, command.reason(), occurredAt));
    }

    @EventSourcingHandler
    void on(OpportunityEvent event) {
        switch (event) {
            case OpportunityEvent.OpportunityOpened e -> {
                id = e.opportunityId();
                customer = e.customerId();
                pipeline = e.pipeline();
                pipelineVersion = e.pipelineVersion();
                status = OpportunityStatus.OPEN;
                currency = e.currency();
                lines = e.lines();
                expectedClose = e.expectedClose();
                owner = e.owner();
                territory = e.territory();
                channel = e.channel();
                lastChange = e.occurredAt();
                stages.enter(e.occurredAt(), e.at());
            }
            case OpportunityEvent.TemplateFilled e -> answers.putAll(e.answers());
            case OpportunityEvent.StageChanged e -> stages.enter(e.occurredAt(), e.to());
            case OpportunityEvent.LinesChanged e -> {
                lines = e.lines();
                lastChange = e.occurredAt();
            }
            case OpportunityEvent.ExpectedCloseChanged e -> {
                expectedClose = e.expectedClose();
                lastChange = e.occurredAt();
            }
            case OpportunityEvent.OwnerChanged e -> {
                owner = e.owner();
                lastChange = e.occurredAt();
            }
            case OpportunityEvent.HeldBack e -> {
                status = OpportunityStatus.ON_HOLD;
                lastChange = e.occurredAt();
            }
            case OpportunityEvent.Resumed e -> {
                status = OpportunityStatus.OPEN;
                lastChange = e.occurredAt();
            }
            case OpportunityEvent.OpportunityWon e -> close(OpportunityStatus.WON, e.occurredAt());
            case OpportunityEvent.OpportunityLost e -> close(OpportunityStatus.LOST, e.occurredAt());
            case OpportunityEvent.Reopened e -> {
                status = OpportunityStatus.OPEN;
                lastChange = e.occurredAt();
                stages.enter(e.occurredAt(), e.to());
            }
        }
    }

    private void close(OpportunityStatus closed, Instant occurredAt) {
        status = closed;
        lastChange = occurredAt;
        stages.close(occurredAt);
    }

    private static At at(Stage stage) {
        return new At(stage.key(), stage.rank(), stage.probability());
    }

    private void fill(At stage, Map<String, String> given, Instant occurredAt) {
        if (!given.isEmpty()) {
            apply(new OpportunityEvent.TemplateFilled(id, stage.stage(), given, occurredAt));
        }
    }

    private void requireTemplateOf(Stage left) {
        List<Violation> missing = left.exit().stream()
                .filter(field -> answers.getOrDefault(field, "").isBlank())
                .map(field -> new Violation(
                        "exit-template",
                        "answers." + field,
                        "to leave the stage " + left.key() + ", " + field + " must be filled in"))
                .toList();
        if (!missing.isEmpty()) {
            throw Refused.invalid(missing);
        }
    }

    /** A move may be entered late, also when the opportunity is closed by now; whether it fits, the stages decide. */
    private void requireOpenUnlessBefore(Instant occurredAt) {
        if (!occurredAt.isBefore(lastChange)) {
            requireOpen();
            requireNotOnHold();
        }
    }

    private Instant requireChange(Actor actor, Territories territories, @Nullable Instant claimed, Clock clock) {
        requireWork(actor, territories);
        requireOpen();
        Instant occurredAt = Occurrence.of(claimed, clock);
        if (occurredAt.isBefore(lastChange)) {
            throw Refused.invalid(
                    "fits-history", "occurredAt", "the opportunity was changed at " + lastChange + ", after that");
        }
        return occurredAt;
    }

    private void requireOpen() {
        if (status.isClosed()) {
            throw Refused.state("open", "the opportunity is " + status + " and so does not change");
        }
    }

    private void requireNotOnHold() {
        if (status == OpportunityStatus.ON_HOLD) {
            throw Refused.state("not-on-hold", "the opportunity is on hold; resume it first");
        }
    }

    private void requireWork(Actor actor, Territories territories) {
        new Authority(actor, territories.tree()).requireWork(owner, territory);
    }
}
