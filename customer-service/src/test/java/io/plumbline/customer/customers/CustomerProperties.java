package io.plumbline.customer.customers;

import static io.plumbline.customer.customers.CustomerSamples.DUPLICATE;
import static io.plumbline.customer.customers.CustomerSamples.EVIDENCE;
import static io.plumbline.customer.customers.CustomerSamples.ID;
import static io.plumbline.customer.customers.CustomerSamples.MEI;
import static io.plumbline.customer.customers.CustomerSamples.SERVICE;
import static io.plumbline.customer.customers.CustomerSamples.WEI;
import static io.plumbline.customer.customers.CustomerSamples.day;
import static io.plumbline.customer.customers.CustomerSamples.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.customer.tiers.Scores;
import io.plumbline.customer.tiers.Tier;
import io.plumbline.customer.tiers.TierPolicies;
import io.plumbline.customer.tiers.TierPolicy;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.testing.Contract;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.MetaData;

class CustomerProperties {

    /** A command for either of two customers, and who gives it. */
    record Given(CustomerCommand command, Actor actor) {}

    @Property(tries = 100, seed = "20260101")
    void replayingTheStoredEventsGivesTheSameState(@ForAll("commands") List<Given> commands) throws Exception {
        World world = new World();
        commands.forEach(world::send);
        for (CustomerId id : List.of(ID, DUPLICATE)) {
            Customer once = new Customer();
            Customer again = new Customer();
            for (CustomerEvent event : world.events(id)) {
                once.on(event);
                String stored = Contract.JSON.writeValueAsString(event);
                again.on(Contract.JSON.readValue(stored, event.getClass()));
            }
            assertThat(again).usingRecursiveComparison().isEqualTo(once);
        }
    }

    @Property(tries = 100, seed = "20260101")
    void mergingLosesNoEvent(@ForAll("commands") List<Given> commands) {
        World world = new World();
        commands.forEach(world::send);
        List<CustomerEvent> survivors = world.events(ID);
        List<CustomerEvent> duplicates = world.events(DUPLICATE);
        boolean merged = world.send(
                new Given(new CustomerCommand.MergeInto(DUPLICATE, ID, "registered twice", day("2024-12-30")), WEI));
        assertThat(world.events(ID)).startsWith(survivors.toArray(CustomerEvent[]::new));
        assertThat(world.events(DUPLICATE)).startsWith(duplicates.toArray(CustomerEvent[]::new));
        if (merged) {
            assertThat(world.events(DUPLICATE)).hasSize(duplicates.size() + 1);
            assertThat(world.events(ID)
                            .subList(survivors.size(), world.events(ID).size()))
                    .first()
                    .isInstanceOfSatisfying(
                            CustomerEvent.DuplicateAbsorbed.class,
                            absorbed -> assertThat(absorbed.externalReferences())
                                    .containsExactlyInAnyOrderElementsOf(world.references.keySet()));
            assertThat(world.references)
                    .allSatisfy((reference, holder) -> assertThat(holder).isEqualTo(ID));
        }
    }

    @Provide
    Arbitrary<List<Given>> commands() {
        Arbitrary<CustomerId> ids = Arbitraries.of(ID, DUPLICATE);
        Arbitrary<Integer> days = Arbitraries.integers().between(1, 28);
        Arbitrary<Scores> scores =
                Combinators.combine(score(), score(), score()).as(Scores::new);
        return Arbitraries.oneOf(
                        Combinators.combine(ids, scores, days)
                                .as((id, s, d) ->
                                        new Given(new CustomerCommand.AssessCustomer(id, s, EVIDENCE, on(d)), MEI)),
                        Combinators.combine(ids, Arbitraries.of(Tier.values()), days)
                                .as((id, tier, d) -> new Given(
                                        new CustomerCommand.OverrideTier(
                                                id, tier, "asked for", LocalDate.parse("2025-01-31"), on(d)),
                                        WEI)),
                        Combinators.combine(ids, days)
                                .as((id, d) -> new Given(new CustomerCommand.RecordOrder(id, on(d)), SERVICE)),
                        Combinators.combine(ids, days)
                                .as((id, d) -> new Given(new CustomerCommand.DeclareLost(id, "silent", on(d)), MEI)),
                        Combinators.combine(ids, days, Arbitraries.of("C-1", "C-2"))
                                .as((id, d, complaint) -> new Given(
                                        new CustomerCommand.OpenComplaint(id, complaint, Severity.LOW, "late", on(d)),
                                        MEI)),
                        Combinators.combine(ids, days, Arbitraries.of("jun.rep", "mei.rep"))
                                .as((id, d, owner) -> new Given(
                                        new CustomerCommand.TransferCustomer(id, owner, null, "leave", on(d)), WEI)))
                .list()
                .ofMaxSize(20);
    }

    private static Arbitrary<Integer> score() {
        return Arbitraries.integers().between(0, 100);
    }

    private static Instant on(int dayOfDecember) {
        return day("2024-12-%02d".formatted(dayOfDecember));
    }

    /** Two registered customers over Axon's own event store in memory. */
    private static final class World implements ExternalReferences, Customers {

        final Map<ExternalReference, CustomerId> references = new HashMap<>();
        private final Configuration axon;
        private final CommandGateway gateway;

        World() {
            axon = DefaultConfigurer.defaultConfiguration()
                    .configureEmbeddedEventStore(c -> new InMemoryEventStorageEngine())
                    .configureAggregate(Customer.class)
                    .registerComponent(Clock.class, c -> Clock.fixed(day("2024-12-31"), ZoneOffset.UTC))
                    .registerComponent(Territories.class, c -> CustomerSamples.territories())
                    .registerComponent(TierPolicies.class, c -> CustomerSamples.policies(TierPolicy.FIRST_DEFAULT))
                    .registerComponent(ExternalReferences.class, c -> this)
                    .registerComponent(Customers.class, c -> this)
                    .start();
            gateway = axon.commandGateway();
            send(new Given(
                    new CustomerCommand.RegisterCustomer(
                            ID, profile("One", 10, CustomerSamples.ERP), day("2024-07-02")),
                    MEI));
            send(new Given(
                    new CustomerCommand.RegisterCustomer(
                            DUPLICATE, profile("Other", 10, CustomerSamples.CRM), day("2024-07-02")),
                    MEI));
        }

        /** Whether it was accepted. */
        boolean send(Given given) {
            try {
                gateway.sendAndWait(new GenericCommandMessage<>(
                        given.command(), MetaData.from(given.actor().asMetaData())));
                return true;
            } catch (CommandRejected | CommandExecutionException refused) {
                return false;
            }
        }

        List<CustomerEvent> events(CustomerId id) {
            List<CustomerEvent> events = new ArrayList<>();
            axon.eventStore()
                    .readEvents(id.value())
                    .asStream()
                    .map(DomainEventMessage::getPayload)
                    .forEach(payload -> events.add((CustomerEvent) payload));
            return events;
        }

        @Override
        public void claim(List<ExternalReference> claimed, CustomerId customer) {
            claimed.forEach(reference -> {
                CustomerId holder = references.putIfAbsent(reference, customer);
                if (holder != null) {
                    throw CommandRejected.state("unique-reference", "customer " + holder + " has it");
                }
            });
        }

        @Override
        public void release(List<ExternalReference> released) {
            released.forEach(references::remove);
        }

        @Override
        public void change(CustomerId customer, Consumer<Customer> change) {
            Objects.requireNonNull(axon.repository(Customer.class))
                    .load(customer.value())
                    .execute(change);
        }
    }
}
