package io.plumbline.reporting.history;

import io.plumbline.reporting.events.OrderEvent;
import io.plumbline.reporting.events.OrderEvent.Line;
import io.plumbline.reporting.events.OrderEvent.OrderPlaced;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the sales ledger: a line of an order. Sales are sums of entries; none is ever changed.
 *
 * @param id of the order
 * @param kind PLACED
 * @param amount in the order's currency
 * @param cost in the order's currency; null where it is not known
 * @param occurredAt when it counts in business time
 */
record Sale(
        String id,
        long sequence,
        int line,
        String eventId,
        String kind,
        @Nullable String opportunityId,
        String customerId,
        String representative,
        String channel,
        String territory,
        String currency,
        String productLine,
        String product,
        BigDecimal quantity,
        BigDecimal amount,
        @Nullable BigDecimal cost,
        Instant occurredAt,
        Instant recordedAt) {

    static final ReadModel LEDGER = new ReadModel() {

        @Override
        public Class<OrderEvent> events() {
            return OrderEvent.class;
        }

        @Override
        public String table() {
            return "sale";
        }

        @Override
        public List<String> key() {
            return List.of("id", "sequence", "line");
        }

        @Override
        public List<Sale> rows(String id, List<Fact> facts) {
            List<Sale> entries = new ArrayList<>();
            for (Fact fact : facts) {
                switch ((OrderEvent) fact.event()) {
                    case OrderPlaced e -> placed(id, fact, e, entries);
                }
            }
            return entries;
        }
    };

    private static void placed(String id, Fact fact, OrderPlaced e, List<Sale> entries) {
        for (Line line : e.lines()) {
            entries.add(new Sale(
                    id,
                    fact.sequence(),
                    entries.size(),
                    fact.eventId(),
                    "PLACED",
                    e.opportunityId(),
                    e.customerId(),
                    e.representative(),
                    e.channel(),
                    e.territory(),
                    e.currency(),
                    line.productLine(),
                    line.product(),
                    line.quantity(),
                    line.amount(),
                    line.cost(),
                    e.orderedAt(),
                    fact.recordedAt()));
        }
    }
}
