package io.plumbline.activity.orders;

import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OrderId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
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

    /**
     * What another system knows of an order, asked as often as it likes.
     *
     * @param channel null for the customer's
     * @param territory that has the credit; null for the customer's
     */
    record ImportOrder(
            @TargetAggregateIdentifier OrderId orderId,
            ExternalReference externalReference,
            CustomerId customerId,
            String representative,
            @Nullable String channel,
            @Nullable String territory,
            Currency currency,
            List<OrderLine> lines,
            Instant orderedAt)
            implements OrderCommand {}

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
