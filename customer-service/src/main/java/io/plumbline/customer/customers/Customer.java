package io.plumbline.customer.customers;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.plumbline.platform.write.Occurrence;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** An organisation that the business sells to, or hopes to. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
class Customer {

    @AggregateIdentifier
    private CustomerId id;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(CustomerCommand.RegisterCustomer command, Clock clock, ExternalReferences references) {
        references.claim(command.profile().externalReferences(), command.customerId());
        apply(new CustomerEvent.CustomerRegistered(
                command.customerId(), command.profile(), Occurrence.of(command.occurredAt(), clock)));
    }

    @EventSourcingHandler
    void on(CustomerEvent event) {
        switch (event) {
            case CustomerEvent.CustomerRegistered e -> id = e.customerId();
        }
    }
}
