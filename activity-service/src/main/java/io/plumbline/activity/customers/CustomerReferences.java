package io.plumbline.activity.customers;

import io.plumbline.activity.terms.CustomerId;

/** How other systems call the customers. */
public interface CustomerReferences {

    /** The customer that has the reference, or that will have it once it is imported. */
    CustomerId customer(String system, String reference);
}
