package io.plumbline.activity.orders;

import io.plumbline.platform.write.store.Publication;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class OrderPublication implements Publication<OrderEvent> {

    @Override
    public Class<OrderEvent> domainEvents() {
        return OrderEvent.class;
    }

    @Override
    public PublishedOrderEvent publish(OrderEvent event) {
        return switch (event) {
            case OrderEvent.OrderPlaced e -> placed(e);
            case OrderEvent.LinesCancelled e ->
                new PublishedOrderEvent.LinesCancelled(
                        e.orderId().value(),
                        e.currency().getCurrencyCode(),
                        sum(e.lines()),
                        e.lines(),
                        e.reason(),
                        e.occurredAt());
            case OrderEvent.LinesReturned e ->
                new PublishedOrderEvent.LinesReturned(
                        e.orderId().value(),
                        e.currency().getCurrencyCode(),
                        sum(e.lines()),
                        e.lines(),
                        e.reason(),
                        e.occurredAt());
        };
    }

    private static PublishedOrderEvent.OrderPlaced placed(OrderEvent.OrderPlaced e) {
        OrderContent content = e.content();
        @Nullable String opportunity =
                content.opportunityId() == null ? null : content.opportunityId().value();
        return new PublishedOrderEvent.OrderPlaced(
                e.orderId().value(),
                opportunity,
                content.externalReference(),
                content.customerId().value(),
                content.representative(),
                content.channel(),
                content.territory(),
                content.currency().getCurrencyCode(),
                content.amount(),
                content.lines(),
                e.occurredAt(),
                e.occurredAt());
    }

    static BigDecimal sum(List<Reduction> lines) {
        return lines.stream().map(Reduction::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
