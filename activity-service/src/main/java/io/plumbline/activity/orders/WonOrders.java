package io.plumbline.activity.orders;

import io.plumbline.activity.values.OrderId;
import java.util.function.Consumer;

/** Changes the order of a won opportunity in the unit of work of the opportunity's command, so that both change or none. */
public interface WonOrders {

    void change(OrderId order, Consumer<Order> change);
}
