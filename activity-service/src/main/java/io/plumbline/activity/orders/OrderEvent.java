package io.plumbline.activity.orders;

import io.plumbline.activity.values.OrderId;
import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What happened to an order. */
@EventNames("order")
sealed interface OrderEvent {

    OrderId orderId();

    Instant occurredAt();

    @Revision("1")
    record OrderPlaced(OrderId orderId, OrderContent content, Instant occurredAt) implements OrderEvent {}

    @Revision("1")
    record LinesCancelled(OrderId orderId, Currency currency, List<Reduction> lines, String reason, Instant occurredAt)
            implements OrderEvent {}

    @Revision("1")
    record LinesReturned(OrderId orderId, Currency currency, List<Reduction> lines, String reason, Instant occurredAt)
            implements OrderEvent {}
}
