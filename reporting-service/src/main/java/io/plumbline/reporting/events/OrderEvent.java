package io.plumbline.reporting.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What activity-service publishes of orders. */
public sealed interface OrderEvent extends Published {

    /** @param cost null where it is not known */
    record Line(
            String lineId,
            String productLine,
            String product,
            BigDecimal quantity,
            BigDecimal amount,
            @Nullable BigDecimal cost) {}

    record OrderPlaced(
            @Nullable String opportunityId,
            String customerId,
            String representative,
            String channel,
            String territory,
            String currency,
            List<Line> lines,
            Instant orderedAt,
            Instant occurredAt)
            implements OrderEvent {}

    /** What is taken back of a line; quantity and amount are positive. */
    record Part(String lineId, BigDecimal quantity, BigDecimal amount) {}

    record LinesCancelled(List<Part> lines, Instant occurredAt) implements OrderEvent {}

    record LinesReturned(List<Part> lines, Instant occurredAt) implements OrderEvent {}
}
