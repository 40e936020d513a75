package io.plumbline.reporting.history;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.reporting.events.OrderEvent;
import io.plumbline.reporting.events.OrderEvent.Line;
import io.plumbline.reporting.events.OrderEvent.LinesCancelled;
import io.plumbline.reporting.events.OrderEvent.LinesReturned;
import io.plumbline.reporting.events.OrderEvent.OrderPlaced;
import io.plumbline.reporting.events.OrderEvent.Part;
import io.plumbline.reporting.events.Published;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the sales ledger: a line of an order, or what was taken back of one, with negative figures. Sales are sums
 * of entries; none is ever changed.
 *
 * @param id of the order
 * @param line its place among the order's entries
 * @param placedLine the entry that placed what this one takes back; its own line where it places
 * @param kind PLACED, CANCELLED or RETURNED
 * @param amount in the order's currency
 * @param cost in the order's currency; null where it is not known
 * @param occurredAt when it counts in business time
 * @param orderedAt when its order was placed
 */
record Sale(
        String id,
        long sequence,
        int line,
        String eventId,
        int placedLine,
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
        Instant recordedAt,
        Instant orderedAt) {

    static final ReadModel LEDGER = new ReadModel(
            OrderEvent.class, "sale", List.of("id", "sequence", "line"), (id, facts) -> new Ledger(id).of(facts));

    private static final class Ledger {

        private final String id;
        private final List<Sale> entries = new ArrayList<>();
        private final Map<String, Sale> placed = new HashMap<>();
        private final Map<String, BigDecimal> taken = new HashMap<>();

        Ledger(String id) {
            this.id = id;
        }

        List<Sale> of(List<Envelope<Published>> facts) {
            for (Envelope<Published> fact : facts) {
                switch ((OrderEvent) fact.event()) {
                    case OrderPlaced e -> e.lines().forEach(line -> place(fact, e, line));
                    case LinesCancelled e ->
                        e.lines().forEach(part -> takeBack(fact, "CANCELLED", part, e.occurredAt()));
                    case LinesReturned e -> e.lines().forEach(part -> takeBack(fact, "RETURNED", part, e.occurredAt()));
                }
            }
            return entries;
        }

        private void place(Envelope<Published> fact, OrderPlaced e, Line line) {
            Sale entry = new Sale(
                    id,
                    fact.sequence(),
                    entries.size(),
                    fact.eventId(),
                    entries.size(),
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
                    fact.recordedAt(),
                    e.orderedAt());
            entries.add(entry);
            placed.put(line.lineId(), entry);
        }

        private void takeBack(Envelope<Published> fact, String kind, Part part, Instant at) {
            Sale line = placed.get(part.lineId());
            if (line == null) {
                throw new IllegalArgumentException("order " + id + " has no line " + part.lineId());
            }
            BigDecimal before = taken.getOrDefault(part.lineId(), BigDecimal.ZERO);
            BigDecimal after = before.add(part.quantity());
            taken.put(part.lineId(), after);
            entries.add(new Sale(
                    id,
                    fact.sequence(),
                    entries.size(),
                    fact.eventId(),
                    line.line,
                    kind,
                    line.opportunityId,
                    line.customerId,
                    line.representative,
                    line.channel,
                    line.territory,
                    line.currency,
                    line.productLine,
                    line.product,
                    part.quantity().negate(),
                    part.amount().negate(),
                    line.cost == null ? null : costOf(line, before).subtract(costOf(line, after)),
                    at,
                    fact.recordedAt(),
                    line.orderedAt));
        }

        /** Rounded on the sum, so that taking back all of a line in parts takes back all of its cost. */
        private static BigDecimal costOf(Sale line, BigDecimal quantity) {
            return java.util.Objects.requireNonNull(line.cost)
                    .multiply(quantity)
                    .divide(line.quantity, 2, RoundingMode.HALF_EVEN);
        }
    }
}
