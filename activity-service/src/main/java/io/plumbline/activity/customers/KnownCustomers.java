package io.plumbline.activity.customers;

import io.plumbline.activity.values.CustomerId;
import io.plumbline.platform.write.command.CommandRejected;

/** The customers that this service has heard of. */
public interface KnownCustomers {

    /**
     * @throws CommandRejected where the customer has not arrived here, and may yet, so that the caller may try again; or where it was
     *     merged into another one
     */
    KnownCustomer require(CustomerId customer);
}
