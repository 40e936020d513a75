package io.plumbline.customer.customers;

import io.plumbline.platform.write.EventNames;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What others read of a customer's events; {@code contract/} holds one message of each. */
@EventNames("customer")
sealed interface PublishedCustomerEvent {

    @Revision("1")
    record CustomerRegistered(
            String customerId,
            List<ExternalReference> externalReferences,
            @Nullable String nameEn,
            @Nullable String nameZh,
            String segment,
            String industry,
            @Nullable Integer size,
            String territory,
            String channel,
            String owner,
            Instant occurredAt)
            implements PublishedCustomerEvent {}
}
