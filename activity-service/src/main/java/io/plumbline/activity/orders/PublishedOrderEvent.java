package io.plumbline.activity.orders;

import io.plumbline.platform.write.store.EventNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What others read of an order's events; {@code contract/} holds one message of each. */
@EventNames("order")
sealed interface PublishedOrderEvent {

    @Revision("1")
    record OrderPlaced(
            String orderId,
            @Nullable String opportunityId,
            @Nullable ExternalReference externalReference,
            String customerId,
            String representative,
            String channel,
            String territory,
            String currency,
            BigDecimal amount,
            List<OrderLine> lines,
            Instant orderedAt,
            Instant occurredAt)
            implements PublishedOrderEvent {}

    /** @param amount by which the order shrinks, in its currency */
    @Revision("1")
    record LinesCancelled(
            String orderId,
            String currency,
            BigDecimal amount,
            List<Reduction> lines,
            String reason,
            Instant occurredAt)
            implements PublishedOrderEvent {}

    /** @param amount by which the order shrinks, in its currency */
    @Revision("1")
    record LinesReturned(
            String orderId,
            String currency,
            BigDecimal amount,
            List<Reduction> lines,
            String reason,
            Instant occurredAt)
            implements PublishedOrderEvent {}
}
