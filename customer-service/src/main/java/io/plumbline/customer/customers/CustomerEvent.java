package io.plumbline.customer.customers;

import io.plumbline.platform.write.EventNames;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** What happened to a customer. */
@EventNames("customer")
sealed interface CustomerEvent {

    CustomerId customerId();

    Instant occurredAt();

    @Revision("1")
    record CustomerRegistered(CustomerId customerId, CustomerProfile profile, Instant occurredAt)
            implements CustomerEvent {}
}
