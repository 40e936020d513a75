package io.plumbline.activity.opportunities;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

import io.plumbline.activity.customers.KnownCustomer;
import io.plumbline.activity.customers.KnownCustomers;
import io.plumbline.activity.opportunities.OpportunityEvent.At;
import io.plumbline.activity.orders.Order;
import io.plumbline.activity.orders.OrderContent;
import io.plumbline.activity.orders.OrderLine;
import io.plumbline.activity.orders.WonOrders;
import io.plumbline.activity.pipelines.Pipeline;
import io.plumbline.activity.pipelines.Pipelines;
import io.plumbline.activity.pipelines.Stage;
import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OpportunityId;
import io.plumbline.activity.values.OrderId;
import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.OccurredAt;
import io.plumbline.platform.write.command.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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

/**
 * The chance of a sale to a customer, from opening to won or lost. What an import changes of it is found by
 * {@link OpportunityImport}, which reads the state that is visible in this package.
 */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
class Opportunity {

    @AggregateIdentifier
    OpportunityId id;

    CustomerId customer;
    String name;
    Source source;
    String pipeline;
    private int pipelineVersion;
    OpportunityStatus status;
    Currency currency;
    Lines lines;
    LocalDate expectedClose;
    String owner;
    String territory;
    private String channel;

    @Nullable LossReason lossReason;

    /** Of every order that winning it has made; it was won by the last one, and the others were taken back. */
    final List<OrderId> orders = new ArrayList<>();

    final StageHistory stages = new StageHistory();
    private final Map<String, String> answers = new HashMap<>();

    /** When something other than the stage changed last; such changes are entered in their order. */
    Instant lastChange;

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
        Authority authority = territories.authority(actor);
        String credited = authority.requireCustomer(known.owner(), known.territory(), known.sharedWith());
        authority.requireCredit("owner", command.owner(), credited);
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
                credited,
                known.channel(),
                OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(
            OpportunityCommand.MoveToStage command,
            Clock clock,
            Actor actor,
            Pipelines pipelines,
            Territories territories) {
        requireWork(actor, territories);
        move(command.to(), command.answers(), OccurredAt.of(command.occurredAt(), clock), pipelines);
    }

    void move(String stage, Map<String, String> given, Instant occurredAt, Pipelines pipelines) {
        requireOpenUnlessBefore(occurredAt);
        Pipeline version = pipelines.version(pipeline, pipelineVersion);
        At to = at(version.stage("to", stage));
        At from = stages.beforeMove(occurredAt, to);
        fill(from, given, occurredAt);
        requireTemplates(version, version.passed(from.rank(), to.rank()));
        apply(new OpportunityEvent.StageChanged(id, from, to, occurredAt));
    }

    @CommandHandler
    void handle(OpportunityCommand.ChangeLines command, Clock clock, Actor actor, Territories territories) {
        Instant occurredAt = requireChange(actor, territories, command.occurredAt(), clock);
        if (!currency.equals(command.currency())) {
            throw CommandRejected.invalid("same-currency", "currency", "the opportunity is in " + currency);
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
        territories.authority(actor).requireManagement(territory);
        Instant occurredAt = requireChange(actor, territories, command.occurredAt(), clock);
        if (!owner.equals(command.owner())) {
            apply(new OpportunityEvent.OwnerChanged(id, owner, command.owner(), command.reason(), occurredAt));
        }
    }

    @CommandHandler
    void handle(OpportunityCommand.PutOnHold command, Clock clock, Actor actor, Territories territories) {
        Instant occurredAt = requireChange(actor, territories, command.occurredAt(), clock);
        if (status == OpportunityStatus.ON_HOLD) {
            throw CommandRejected.state("not-on-hold", "the opportunity is on hold already");
        }
        apply(new OpportunityEvent.HeldBack(id, command.reason(), occurredAt));
    }

    @CommandHandler
    void handle(OpportunityCommand.Resume command, Clock clock, Actor actor, Territories territories) {
        Instant occurredAt = requireChange(actor, territories, command.occurredAt(), clock);
        if (status != OpportunityStatus.ON_HOLD) {
            throw CommandRejected.state("on-hold", "the opportunity is not on hold");
        }
        apply(new OpportunityEvent.Resumed(id, occurredAt));
    }

    @CommandHandler
    void handle(OpportunityCommand.Win command, Clock clock, Actor actor, Pipelines pipelines, Territories territories)
            throws Exception {
        Instant occurredAt = requireChange(actor, territories, command.occurredAt(), clock);
        win(command.orderId(), command.answers(), occurredAt, pipelines);
    }

    void win(OrderId orderId, Map<String, String> given, Instant occurredAt, Pipelines pipelines) throws Exception {
        requireNotOnHold();
        if (orders.contains(orderId)) {
            throw CommandRejected.state("new-order", "order " + orderId + " is that of a win that was undone");
        }
        stages.requireLatest(occurredAt);
        At from = stages.last();
        fill(from, given, occurredAt);
        Pipeline version = pipelines.version(pipeline, pipelineVersion);
        requireTemplates(version, version.passed(from.rank(), Integer.MAX_VALUE));
        apply(new OpportunityEvent.OpportunityWon(id, orderId, from, currency, lines.amount(), occurredAt));
        placeOrder(orderId, occurredAt);
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
                                line.cost()))
                        .toList());
        createNew(Order.class, () -> new Order(orderId, content, occurredAt));
    }

    @CommandHandler
    void handle(
            OpportunityCommand.UndoWin command,
            Clock clock,
            Actor actor,
            Territories territories,
            WonOrders wonOrders) {
        requireWork(actor, territories);
        if (status != OpportunityStatus.WON) {
            throw CommandRejected.state("won", "only a won opportunity's win can be undone; this one is " + status);
        }
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        stages.requireLatest(occurredAt);
        OrderId order = orders.getLast();
        apply(new OpportunityEvent.WinUndone(id, order, stages.last(), command.reason(), occurredAt));
        wonOrders.change(order, won -> won.cancelRest(command.reason(), occurredAt));
    }

    @CommandHandler
    void handle(OpportunityCommand.Lose command, Clock clock, Actor actor, Territories territories) {
        lose(command.reason(), command.competitor(), requireChange(actor, territories, command.occurredAt(), clock));
    }

    void lose(LossReason reason, @Nullable String competitor, Instant occurredAt) {
        stages.requireLatest(occurredAt);
        if (reason == LossReason.COMPETITOR && (competitor == null || competitor.isBlank())) {
            throw CommandRejected.invalid("competitor-named", "competitor", "a loss to a competitor says to which");
        }
        apply(new OpportunityEvent.OpportunityLost(id, stages.last(), reason, competitor, occurredAt));
    }

    @CommandHandler
    void handle(
            OpportunityCommand.Reopen command, Clock clock, Actor actor, Pipelines pipelines, Territories territories) {
        requireWork(actor, territories);
        if (status != OpportunityStatus.LOST) {
            throw CommandRejected.state("lost", "only a lost opportunity can be reopened; a win can be undone");
        }
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        stages.requireLatest(occurredAt);
        Pipeline version = pipelines.version(pipeline, pipelineVersion);
        At from = stages.last();
        At to = command.stage() == null ? from : at(version.stage("stage", command.stage()));
        requireTemplates(version, version.passed(from.rank(), to.rank()));
        apply(new OpportunityEvent.Reopened(id, to, command.reason(), occurredAt));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            OpportunityCommand.ImportOpportunity command,
            Clock clock,
            Actor actor,
            KnownCustomers customers,
            Pipelines pipelines,
            Territories territories)
            throws Exception {
        territories.authority(actor).requireSalesOps();
        OpportunityImport imported = new OpportunityImport(this, command, clock, pipelines);
        if (id == null) {
            imported.open(customers.require(command.customerId()), territories);
        } else {
            imported.requireSame();
        }
        imported.change();
    }

    @EventSourcingHandler
    void on(OpportunityEvent event) {
        switch (event) {
            case OpportunityEvent.OpportunityOpened e -> {
                id = e.opportunityId();
                customer = e.customerId();
                name = e.name();
                source = e.source();
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
            case OpportunityEvent.OpportunityWon e -> {
                orders.add(e.orderId());
                close(OpportunityStatus.WON, e.occurredAt());
            }
            case OpportunityEvent.OpportunityLost e -> {
                lossReason = e.reason();
                close(OpportunityStatus.LOST, e.occurredAt());
            }
            case OpportunityEvent.WinUndone e -> reopen(e.to(), e.occurredAt());
            case OpportunityEvent.Reopened e -> reopen(e.to(), e.occurredAt());
        }
    }

    private void close(OpportunityStatus closed, Instant occurredAt) {
        status = closed;
        lastChange = occurredAt;
        stages.close(occurredAt);
    }

    private void reopen(At stage, Instant occurredAt) {
        status = OpportunityStatus.OPEN;
        lastChange = occurredAt;
        stages.enter(occurredAt, stage);
    }

    static At at(Stage stage) {
        return new At(stage.key(), stage.rank(), stage.probability());
    }

    private void fill(At stage, Map<String, String> given, Instant occurredAt) {
        if (!given.isEmpty()) {
            apply(new OpportunityEvent.TemplateFilled(id, stage.stage(), given, occurredAt));
        }
    }

    private void requireTemplates(Pipeline version, List<Stage> left) {
        List<Violation> missing = left.stream()
                .flatMap(stage -> stage.exit().stream()
                        .filter(field -> answers.getOrDefault(field, "").isBlank())
                        .map(field -> new Violation(
                                "exit-template",
                                "answers." + field,
                                "to leave or skip the stage %s of %s, %s must be filled in"
                                        .formatted(stage.key(), version.pipeline(), field))))
                .toList();
        if (!missing.isEmpty()) {
            throw CommandRejected.invalid(missing);
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
        return requireChange("occurredAt", OccurredAt.of(claimed, clock));
    }

    /** @param field that says when */
    Instant requireChange(String field, Instant occurredAt) {
        requireOpen();
        if (occurredAt.isBefore(lastChange)) {
            throw CommandRejected.invalid(
                    "fits-history", field, "the opportunity was changed at " + lastChange + ", after that");
        }
        return occurredAt;
    }

    private void requireOpen() {
        if (status.isClosed()) {
            throw CommandRejected.state("open", "the opportunity is " + status + " and so does not change");
        }
    }

    private void requireNotOnHold() {
        if (status == OpportunityStatus.ON_HOLD) {
            throw CommandRejected.state("not-on-hold", "the opportunity is on hold; resume it first");
        }
    }

    private void requireWork(Actor actor, Territories territories) {
        territories.authority(actor).requireWork(owner, territory);
    }
}
