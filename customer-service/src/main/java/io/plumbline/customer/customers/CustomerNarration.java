package io.plumbline.customer.customers;

import io.plumbline.platform.write.history.Narration;
import java.util.Objects;
import org.springframework.stereotype.Component;

@Component
class CustomerNarration implements Narration<CustomerEvent> {

    @Override
    public Class<CustomerEvent> domainEvents() {
        return CustomerEvent.class;
    }

    @Override
    public Told tell(CustomerEvent event) {
        return Told.of(
                switch (event) {
                    case CustomerEvent.CustomerRegistered e ->
                        "was registered as "
                                + Objects.requireNonNullElse(
                                        e.profile().nameEn(), e.profile().nameZh());
                },
                event.occurredAt());
    }
}
