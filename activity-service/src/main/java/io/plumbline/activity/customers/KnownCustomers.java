package io.plumbline.activity.customers;

import io.plumbline.activity.terms.CustomerId;
import io.plumbline.platform.write.Refused;

/** The customers that this service has heard of. */
public interface KnownCustomers {

    /** @throws Refused where the customer has not arrived here: it may yet, so the caller may try again */
    KnownCustomer require(CustomerId customer);
}
