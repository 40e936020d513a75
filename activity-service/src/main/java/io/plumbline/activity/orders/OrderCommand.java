package io.plumbline.activity.orders;

import io.plumbline.activity.terms.OrderId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an order. {@code occurredAt} is null for now. */
sealed interface OrderCommand {

    /** An order from outside; asked again with the same content, it changes nothing. */
    record PlaceOrder(
            @TargetAggregateIdentifier OrderId orderId,
            OrderContent content,
            @Nullable Instant occurredAt) implements OrderCommand {}

    /** @param quantities by line; never empty */
    record CancelLines(
            @TargetAggregateIdentifier OrderId orderId,
            List<LineQuantity> quantities,
            String reason,
            @Nullable Instant occurredAt)
            implements OrderCommand {}

    /** @param quantities by line; never empty */
    record ReturnLines(
            @TargetAggregateIdentifier OrderId orderId,
            List<LineQuantity> quantities,
            String reason,
            @Nullable Instant occurredAt)
            implements OrderCommand {}

    /** So much of a line. */
    record LineQuantity(String lineId, BigDecimal quantity) {}
}
