package io.plumbline.customer.customers;

import io.plumbline.platform.write.Publication;
import org.springframework.stereotype.Component;

@Component
class CustomerPublication implements Publication<CustomerEvent> {

    @Override
    public Class<CustomerEvent> domainEvents() {
        return CustomerEvent.class;
    }

    @Override
    public PublishedCustomerEvent publish(CustomerEvent event) {
        return switch (event) {
            case CustomerEvent.CustomerRegistered e -> {
                CustomerProfile profile = e.profile();
                yield new PublishedCustomerEvent.CustomerRegistered(
                        e.customerId().value(),
                        profile.externalReferences(),
                        profile.nameEn(),
                        profile.nameZh(),
                        profile.segment(),
                        profile.industry(),
                        profile.size(),
                        profile.territory(),
                        profile.channel(),
                        profile.owner(),
                        e.occurredAt());
            }
        };
    }
}
