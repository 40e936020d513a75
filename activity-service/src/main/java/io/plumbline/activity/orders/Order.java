package io.plumbline.activity.orders;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.plumbline.activity.customers.KnownCustomer;
import io.plumbline.activity.customers.KnownCustomers;
import io.plumbline.activity.orders.OrderCommand.LineQuantity;
import io.plumbline.activity.values.OrderId;
import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.OccurredAt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** What a customer bought. It knows of every line what is left, so that nothing is returned that was not bought. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
public class Order {

    /** What is left of a line after cancellations and returns. */
    private record Left(BigDecimal quantity, BigDecimal amount) {}

    @AggregateIdentifier
    private OrderId id;

    private @Nullable OrderContent content;
    private Instant orderedAt;
    private final Map<String, Left> left = new HashMap<>();

    Order() {}

    /** The order that a won opportunity makes, in the transaction in which it is won. */
    public Order(OrderId orderId, OrderContent content, Instant occurredAt) {
        apply(new OrderEvent.OrderPlaced(orderId, content, occurredAt));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            OrderCommand.PlaceOrder command,
            Clock clock,
            Actor actor,
            KnownCustomers customers,
            Territories territories) {
        OrderContent wanted = command.content();
        KnownCustomer customer = customers.require(wanted.customerId());
        Authority authority = territories.authority(actor);
        String credited = authority.requireCustomer(customer.owner(), customer.territory(), customer.sharedWith());
        authority.requireCreditOf("territory", wanted.territory(), credited);
        authority.requireCredit("representative", wanted.representative(), wanted.territory());
        territories.requireKnown("territory", wanted.territory());
        Instant occurredAt = OccurredAt.of(command.occurredAt(), clock);
        if (content == null) {
            apply(new OrderEvent.OrderPlaced(command.orderId(), wanted, occurredAt));
        } else if (!content.equals(wanted) || command.occurredAt() != null && !orderedAt.equals(occurredAt)) {
            throw CommandRejected.state(
                    "same-order", "order " + id + " came under this external reference before, with another content");
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            OrderCommand.ImportOrder command,
            Clock clock,
            Actor actor,
            KnownCustomers customers,
            Territories territories) {
        territories.authority(actor).requireSalesOps();
        OrderContent known = content;
        if (known != null) {
            requireSame(command, known);
            return;
        }
        KnownCustomer customer = customers.require(command.customerId());
        String territory = Objects.requireNonNullElse(command.territory(), customer.territory());
        territories.requireKnown("territory", territory);
        apply(new OrderEvent.OrderPlaced(
                command.orderId(),
                new OrderContent(
                        null,
                        command.externalReference(),
                        command.customerId(),
                        command.representative(),
                        Objects.requireNonNullElse(command.channel(), customer.channel()),
                        territory,
                        command.currency(),
                        command.lines()),
                OccurredAt.of("orderedAt", command.orderedAt(), clock)));
    }

    private void requireSame(OrderCommand.ImportOrder command, OrderContent known) {
        requireSame("customer", known.customerId(), command.customerId());
        requireSame("representative", known.representative(), command.representative());
        requireSame("channel", known.channel(), Objects.requireNonNullElse(command.channel(), known.channel()));
        requireSame("territory", known.territory(), Objects.requireNonNullElse(command.territory(), known.territory()));
        requireSame("currency", known.currency(), command.currency());
        requireSame("lines", known.lines(), command.lines());
        requireSame("orderedAt", orderedAt, command.orderedAt());
    }

    private static void requireSame(String field, Object known, Object claimed) {
        if (!known.equals(claimed)) {
            throw CommandRejected.invalid(
                    "same-order", field, "known as " + known + ", and an import cannot change that");
        }
    }

    @CommandHandler
    void handle(OrderCommand.CancelLines command, Clock clock, Actor actor, Territories territories) {
        requireWork(actor, territories);
        apply(new OrderEvent.LinesCancelled(
                id,
                placed().currency(),
                reductions(command.quantities()),
                command.reason(),
                since(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(OrderCommand.ReturnLines command, Clock clock, Actor actor, Territories territories) {
        requireWork(actor, territories);
        apply(new OrderEvent.LinesReturned(
                id,
                placed().currency(),
                reductions(command.quantities()),
                command.reason(),
                since(command.occurredAt(), clock)));
    }

    /** Cancels what is left of every line, in the transaction of who asks for it; where nothing is left, nothing happens. */
    public void cancelRest(String reason, Instant occurredAt) {
        List<Reduction> rest = new ArrayList<>();
        for (OrderLine line : placed().lines()) {
            Left whole = left.get(line.lineId());
            if (whole != null && whole.quantity().signum() > 0) {
                rest.add(new Reduction(line.lineId(), whole.quantity(), whole.amount()));
            }
        }
        if (!rest.isEmpty()) {
            apply(new OrderEvent.LinesCancelled(id, placed().currency(), rest, reason, occurredAt));
        }
    }

    @EventSourcingHandler
    void on(OrderEvent event) {
        switch (event) {
            case OrderEvent.OrderPlaced e -> {
                id = e.orderId();
                content = e.content();
                orderedAt = e.occurredAt();
                e.content().lines().forEach(line -> left.put(line.lineId(), new Left(line.quantity(), line.amount())));
            }
            case OrderEvent.LinesCancelled e -> reduce(e.lines());
            case OrderEvent.LinesReturned e -> reduce(e.lines());
        }
    }

    private void reduce(List<Reduction> reductions) {
        reductions.forEach(r -> left.computeIfPresent(
                r.lineId(),
                (line, l) ->
                        new Left(l.quantity().subtract(r.quantity()), l.amount().subtract(r.amount()))));
    }

    /** The amount of each part by its share of what is left; the last part takes the rest, so no cent is gained or lost. */
    private List<Reduction> reductions(List<LineQuantity> quantities) {
        List<Reduction> reductions = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (int i = 0; i < quantities.size(); i++) {
            LineQuantity wanted = quantities.get(i);
            String field = "lines[" + i + "]";
            Left line = left.get(wanted.lineId());
            if (line == null) {
                throw CommandRejected.invalid(
                        "known-line", field + ".lineId", "the order has no line " + wanted.lineId());
            }
            if (!named.add(wanted.lineId())) {
                throw CommandRejected.invalid("unique-line", field + ".lineId", "the line is named twice");
            }
            if (wanted.quantity().compareTo(line.quantity()) > 0) {
                throw CommandRejected.invalid(
                        "not-more-than-bought",
                        field + ".quantity",
                        "only " + line.quantity().toPlainString() + " of the line are left");
            }
            reductions.add(new Reduction(wanted.lineId(), wanted.quantity(), share(line, wanted.quantity())));
        }
        return reductions;
    }

    private static BigDecimal share(Left line, BigDecimal quantity) {
        return quantity.compareTo(line.quantity()) == 0
                ? line.amount()
                : line.amount()
                        .multiply(quantity)
                        .divide(line.quantity(), line.amount().scale(), RoundingMode.HALF_EVEN);
    }

    private Instant since(@Nullable Instant claimed, Clock clock) {
        Instant occurredAt = OccurredAt.of(claimed, clock);
        if (occurredAt.isBefore(orderedAt)) {
            throw CommandRejected.invalid("after-order", "occurredAt", "it was ordered only at " + orderedAt);
        }
        return occurredAt;
    }

    private void requireWork(Actor actor, Territories territories) {
        territories.authority(actor).requireWork(placed().representative(), placed().territory());
    }

    private OrderContent placed() {
        return Objects.requireNonNull(content, "an order begins with what was ordered");
    }
}
