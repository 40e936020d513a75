package io.plumbline.activity.orders;

import io.plumbline.activity.terms.OrderId;
import io.plumbline.activity.territories.Sight;
import io.plumbline.platform.write.Page;
import io.plumbline.platform.write.Refused;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
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
            Instant orderedAt) {}

    private final JdbcClient jdbc;

    OrderView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Row one(OrderId order, Sight sight) {
        return sight.bind(jdbc.sql(
                                "select * from (select *, representative as owner from sales_order) o where order_id = :order and "
                                        + Sight.CONDITION)
                        .param("order", order.value()))
                .query(Row.class)
                .optional()
                .orElseThrow(() -> Refused.notFound("order", order));
    }

    Page<Row> of(
            @Nullable String customerId,
            @Nullable String representative,
            @Nullable String after,
            int limit,
            Sight sight) {
        List<Row> rows = sight.bind(jdbc.sql("""
                                select * from (select *, representative as owner from sales_order) o
                                where (cast(:customer as text) is null or customer_id = :customer)
                                  and (cast(:representative as text) is null or representative = :representative)
                                  and (cast(:after as text) is null or order_id > :after)
                                  and %s
                                order by order_id limit :limit""".formatted(Sight.CONDITION))
                        .param("customer", customerId)
                        .param("representative", representative)
                        .param("after", after)
                        .param("limit", limit + 1))
                .query(Row.class)
                .list();
        return Page.of(rows, limit, Row::orderId);
    }

    @EventHandler
    void on(OrderEvent event) {
        switch (event) {
            case OrderEvent.OrderPlaced e -> {
                OrderContent content = e.content();
                jdbc.sql("insert into sales_order values (?, ?, ?, ?, ?, ?, ?, 0, ?)")
                        .params(Arrays.asList(
                                e.orderId().value(),
                                content.customerId().value(),
                                content.opportunityId() == null
                                        ? null
                                        : content.opportunityId().value(),
                                content.representative(),
                                content.territory(),
                                content.currency().getCurrencyCode(),
                                content.amount(),
                                e.occurredAt().atOffset(ZoneOffset.UTC)))
                        .update();
                jdbc.sql("""
                                insert into customer_touch (customer_id, first_ordered_at) values (?, ?)
                                on conflict (customer_id) do update set first_ordered_at =
                                    least(customer_touch.first_ordered_at, excluded.first_ordered_at)""")
                        .params(content.customerId().value(), e.occurredAt().atOffset(ZoneOffset.UTC))
                        .update();
            }
            case OrderEvent.LinesCancelled e -> reduce(e.orderId(), e.lines());
            case OrderEvent.LinesReturned e -> reduce(e.orderId(), e.lines());
        }
    }

    private void reduce(OrderId order, List<Reduction> lines) {
        jdbc.sql("update sales_order set reduced_by = reduced_by + ? where order_id = ?")
                .params(OrderPublication.sum(lines), order.value())
                .update();
    }
}
