package io.plumbline.activity.orders;

import io.plumbline.activity.customers.CustomerTouches;
import io.plumbline.activity.customers.VisibleCustomers;
import io.plumbline.activity.values.OrderId;
import io.plumbline.platform.access.Visibility;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.readside.Page;
import io.plumbline.platform.write.readside.ReadSide;
import io.plumbline.platform.write.store.AggregateEvents;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Orders for those who sold them. */
@Component
@ProcessingGroup("orders")
class OrderView {

    /** An order; {@code amount} as ordered, {@code reducedBy} what was cancelled or returned of it, both in its currency. */
    @Schema(name = "Order")
    record Row(
            String orderId,
            String customerId,
            @Nullable String opportunityId,
            String representative,
            String territory,
            @Schema(example = "CNY") String currency,
            @Schema(example = "1250000.00") BigDecimal amount,
            @Schema(example = "0") BigDecimal reducedBy,
            Instant orderedAt) {

        private static Row after(@Nullable Row before, ReadSide.Stored<OrderEvent> stored) {
            return switch (stored.event()) {
                case OrderEvent.OrderPlaced e -> placed(e);
                case OrderEvent.LinesCancelled e -> reduced(before, e.lines());
                case OrderEvent.LinesReturned e -> reduced(before, e.lines());
            };
        }

        private static Row placed(OrderEvent.OrderPlaced event) {
            OrderContent content = event.content();
            return new Row(
                    event.orderId().value(),
                    content.customerId().value(),
                    content.opportunityId() == null
                            ? null
                            : content.opportunityId().value(),
                    content.representative(),
                    content.territory(),
                    content.currency().getCurrencyCode(),
                    content.amount(),
                    BigDecimal.ZERO,
                    event.occurredAt());
        }

        private static Row reduced(@Nullable Row before, List<Reduction> lines) {
            return Objects.requireNonNull(before, "an order's first event is that it was placed")
                    .reducedBy(OrderPublication.sum(lines));
        }

        private Row reducedBy(BigDecimal more) {
            return new Row(
                    orderId,
                    customerId,
                    opportunityId,
                    representative,
                    territory,
                    currency,
                    amount,
                    reducedBy.add(more),
                    orderedAt);
        }
    }

    private final JdbcClient jdbc;
    private final ReadSide<OrderEvent, Row> rows;
    private final CustomerTouches touches;
    private final VisibleCustomers customers;

    OrderView(
            JdbcClient jdbc,
            JdbcTemplate tables,
            AggregateEvents events,
            CustomerTouches touches,
            VisibleCustomers customers) {
        this.jdbc = jdbc;
        this.rows = new ReadSide<>(
                events,
                tables,
                OrderEvent.class,
                Row::after,
                List.of(new ReadSide.Table<>("sales_order", List.of("order_id"), List::of)));
        this.touches = touches;
        this.customers = customers;
    }

    Row one(OrderId order, Visibility visibility) {
        return visibility
                .bind(jdbc.sql(
                                "select * from (select *, representative as owner from sales_order) o where order_id = :order and "
                                        + Visibility.CONDITION)
                        .param("order", order.value()))
                .query(Row.class)
                .optional()
                .orElseThrow(() -> CommandRejected.notFound("order", order));
    }

    Page<Row> of(
            @Nullable String customerId,
            @Nullable String representative,
            @Nullable String after,
            int limit,
            Visibility visibility) {
        List<Row> rows = visibility
                .bind(jdbc.sql("""
                                select * from (select *, representative as owner from sales_order) o
                                where (cast(:customer as text) is null or customer_id = :customer)
                                  and (cast(:representative as text) is null or representative = :representative)
                                  and (cast(:after as text) is null or order_id > :after)
                                  and %s
                                order by order_id limit :limit""".formatted(Visibility.CONDITION))
                        .param("customer", customerId)
                        .param("representative", representative)
                        .param("after", after)
                        .param("limit", limit + 1))
                .query(Row.class)
                .list();
        if (rows.isEmpty() && customerId != null) {
            customers.requireVisible("customer", customerId, visibility);
        }
        return Page.of(rows, limit, Row::orderId);
    }

    @EventHandler
    void on(OrderEvent event, DomainEventMessage<?> message) {
        rows.on(message);
        if (event instanceof OrderEvent.OrderPlaced placed) {
            touches.ordered(placed.content().customerId(), placed.occurredAt());
        }
    }
}
