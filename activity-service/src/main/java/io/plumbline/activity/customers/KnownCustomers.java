package io.plumbline.activity.customers;

import io.plumbline.activity.terms.CustomerId;
import io.plumbline.platform.write.Refused;

/** The customers that this service has heard of. */
public interface KnownCustomers {

    /**
     * @throws Refused where the customer has not arrived here, and may yet, so that the caller may try again; or where it was
     *     merged into another one
     */
    KnownCustomer require(CustomerId customer);
}
