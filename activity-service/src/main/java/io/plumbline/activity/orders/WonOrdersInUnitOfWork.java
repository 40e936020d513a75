package io.plumbline.activity.orders;

import io.plumbline.activity.values.OrderId;
import java.util.function.Consumer;
import org.axonframework.config.Configuration;
import org.springframework.stereotype.Component;

/** Loads an order into the unit of work that is under way, which commits its events with those of the opportunity. */
@Component
class WonOrdersInUnitOfWork implements WonOrders {

    private final Configuration axon;

    WonOrdersInUnitOfWork(Configuration axon) {
        this.axon = axon;
    }

    @Override
    public void change(OrderId order, Consumer<Order> change) {
        axon.repository(Order.class).load(order.value()).execute(change);
    }
}
