package io.plumbline.activity.orders;

import io.plumbline.platform.write.history.Narration;
import org.springframework.stereotype.Component;

@Component
class OrderNarration implements Narration<OrderEvent> {

    @Override
    public Class<OrderEvent> domainEvents() {
        return OrderEvent.class;
    }

    @Override
    public Told tell(OrderEvent event) {
        return switch (event) {
            case OrderEvent.OrderPlaced e ->
                Told.of(
                        "was placed for " + e.content().amount().toPlainString() + " "
                                + e.content().currency(),
                        e.occurredAt());
            case OrderEvent.LinesCancelled e ->
                new Told(
                        "was cancelled in part, " + e.currency() + " "
                                + OrderPublication.sum(e.lines()).toPlainString(),
                        e.reason(),
                        e.occurredAt());
            case OrderEvent.LinesReturned e ->
                new Told(
                        "was returned in part, " + e.currency() + " "
                                + OrderPublication.sum(e.lines()).toPlainString(),
                        e.reason(),
                        e.occurredAt());
        };
    }
}
