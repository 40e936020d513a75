package io.plumbline.customer.customers;

import java.util.function.Consumer;

/** Other customers, for a command that concerns two of them. */
interface Customers {

    /** Changes another customer in the unit of work that is under way. */
    void change(CustomerId customer, Consumer<Customer> change);
}
