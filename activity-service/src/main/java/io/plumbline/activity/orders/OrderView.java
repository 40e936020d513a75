package io.plumbline.activity.orders;

import io.plumbline.activity.customers.CustomerTouches;
import io.plumbline.activity.customers.VisibleCustomers;
import io.plumbline.activity.values.OrderId;
import io.plumbline.platform.access.Visibility;
import io.plumbline.platform.intake.Rows;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.readside.Batch;
import io.plumbline.platform.write.readside.Page;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
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
    private final JdbcTemplate tables;
    private final CustomerTouches touches;
    private final VisibleCustomers customers;

    OrderView(JdbcClient jdbc, JdbcTemplate tables, CustomerTouches touches, VisibleCustomers customers) {
        this.jdbc = jdbc;
        this.tables = tables;
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
    void on(OrderEvent event) {
        Map<String, Row> placed = Batch.collected(
                "orders",
                LinkedHashMap<String, Row>::new,
                orders -> Rows.append(tables, "sales_order", List.copyOf(orders.values())));
        switch (event) {
            case OrderEvent.OrderPlaced e -> {
                placed.put(e.orderId().value(), row(e));
                touches.ordered(e.content().customerId(), e.occurredAt());
            }
            case OrderEvent.LinesCancelled e -> reduce(placed, e.orderId(), e.lines());
            case OrderEvent.LinesReturned e -> reduce(placed, e.orderId(), e.lines());
        }
    }

    private static Row row(OrderEvent.OrderPlaced event) {
        OrderContent content = event.content();
        return new Row(
                event.orderId().value(),
                content.customerId().value(),
                content.opportunityId() == null ? null : content.opportunityId().value(),
                content.representative(),
                content.territory(),
                content.currency().getCurrencyCode(),
                content.amount(),
                BigDecimal.ZERO,
                event.occurredAt());
    }

    private void reduce(Map<String, Row> placed, OrderId order, List<Reduction> lines) {
        BigDecimal amount = OrderPublication.sum(lines);
        Row inThisBatch = placed.get(order.value());
        if (inThisBatch != null) {
            placed.put(order.value(), inThisBatch.reducedBy(amount));
            return;
        }
        jdbc.sql("update sales_order set reduced_by = reduced_by + ? where order_id = ?")
                .params(amount, order.value())
                .update();
    }
}
