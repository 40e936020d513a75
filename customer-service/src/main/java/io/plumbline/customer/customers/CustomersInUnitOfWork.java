package io.plumbline.customer.customers;

import java.util.function.Consumer;
import org.axonframework.config.Configuration;
import org.springframework.stereotype.Component;

/** Loads another customer into the unit of work that is under way, which commits the events of both or of none. */
@Component
class CustomersInUnitOfWork implements Customers {

    private final Configuration axon;

    CustomersInUnitOfWork(Configuration axon) {
        this.axon = axon;
    }

    @Override
    public void change(CustomerId customer, Consumer<Customer> change) {
        axon.repository(Customer.class).load(customer.value()).execute(change);
    }
}
