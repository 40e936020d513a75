package io.plumbline.customer.customers;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a customer. {@code occurredAt} is null for now. */
sealed interface CustomerCommand {

    record RegisterCustomer(
            @TargetAggregateIdentifier CustomerId customerId,
            CustomerProfile profile,
            @Nullable Instant occurredAt) implements CustomerCommand {}
}
