package io.plumbline.customer.customers;

import io.plumbline.platform.write.command.CommandRejected;
import java.util.List;

/** Which customer has which reference of which system. */
interface ExternalReferences {

    /**
     * Gives references to a customer, in the transaction of the command.
     *
     * @throws CommandRejected where another customer has one of them; the message names that customer
     */
    void claim(List<ExternalReference> references, CustomerId customer);

    /** Takes references from the customer that has them, in the transaction of the command. */
    void release(List<ExternalReference> references);
}
