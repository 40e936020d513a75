package io.plumbline.activity.orders;

import io.plumbline.platform.write.history.EventDescription;
import org.springframework.stereotype.Component;

@Component
class OrderDescription implements EventDescription<OrderEvent> {

    @Override
    public Class<OrderEvent> domainEvents() {
        return OrderEvent.class;
    }

    @Override
    public Sentence tell(OrderEvent event) {
        return switch (event) {
            case OrderEvent.OrderPlaced e ->
                Sentence.of(
                        "was placed for " + e.content().amount().toPlainString() + " "
                                + e.content().currency(),
                        e.occurredAt());
            case OrderEvent.LinesCancelled e ->
                new Sentence(
                        "was cancelled in part, " + e.currency() + " "
                                + OrderPublication.sum(e.lines()).toPlainString(),
                        e.reason(),
                        e.occurredAt());
            case OrderEvent.LinesReturned e ->
                new Sentence(
                        "was returned in part, " + e.currency() + " "
                                + OrderPublication.sum(e.lines()).toPlainString(),
                        e.reason(),
                        e.occurredAt());
        };
    }
}
