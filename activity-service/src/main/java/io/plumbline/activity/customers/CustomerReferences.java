package io.plumbline.activity.customers;

import io.plumbline.activity.terms.CustomerId;
import java.util.Collection;
import java.util.Map;

/** How other systems call the customers. */
public interface CustomerReferences {

    /**
     * How a system calls a customer.
     *
     * @param reference unique within the system
     */
    record Reference(String system, String reference) {}

    /** For each reference the customer that has it, or that will have it once it is imported. */
    Map<Reference, CustomerId> customers(Collection<Reference> references);
}
