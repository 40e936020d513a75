package io.plumbline.activity.customers;

import static java.util.stream.Collectors.toSet;

import io.plumbline.activity.values.CustomerId;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.intake.Envelope;
import io.plumbline.platform.intake.Projection;
import io.plumbline.platform.intake.Rows;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Ids;
import io.plumbline.platform.write.command.Once;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The copy of the customers, as far as this service reads them. */
@Component
class CustomerCopy implements Projection, KnownCustomers, CustomerReferences {

    /** What customer-service publishes of a customer, as far as it is read here. */
    sealed interface CustomerEvent {

        String customerId();

        /** {@code customer.CustomerRegistered.v1} */
        record CustomerRegistered(
                String customerId,
                List<Reference> externalReferences,
                @Nullable String nameEn,
                @Nullable String nameZh,
                String segment,
                String industry,
                String territory,
                String channel,
                String owner,
                Instant occurredAt)
                implements CustomerEvent {}

        /** {@code customer.ProfileChanged.v1} */
        record ProfileChanged(
                String customerId,
                List<Reference> externalReferences,
                @Nullable String nameEn,
                @Nullable String nameZh,
                String segment,
                String industry,
                String territory,
                String channel,
                String owner)
                implements CustomerEvent {}

        /** {@code customer.TierChanged.v1} */
        record TierChanged(String customerId, String tier) implements CustomerEvent {}

        /** {@code customer.LifecycleChanged.v1} */
        record LifecycleChanged(String customerId, String lifecycle) implements CustomerEvent {}

        /** {@code customer.CustomerTransferred.v1} */
        record CustomerTransferred(String customerId, String owner, String territory) implements CustomerEvent {}

        /** {@code customer.CustomerShared.v1} */
        record CustomerShared(
                String customerId,
                String territory,
                LocalDate from,
                @Nullable LocalDate to) implements CustomerEvent {}

        /** {@code customer.SharingEnded.v1} */
        record SharingEnded(String customerId, String territory, LocalDate to) implements CustomerEvent {}

        /** {@code customer.CustomerMerged.v1} */
        record CustomerMerged(String customerId, String survivorId) implements CustomerEvent {}

        /** {@code customer.DuplicateAbsorbed.v1} */
        record DuplicateAbsorbed(String customerId, List<Reference> externalReferences) implements CustomerEvent {}
    }

    /** A row of {@code customer_reference}. */
    private record ReferenceRow(String system, String reference, String customerId) {}

    /** A row of {@code customer_share_copy}. */
    private record ShareRow(
            String customerId,
            String territory,
            LocalDate fromDay,
            @Nullable LocalDate toDay) {}

    /** A row of {@code customer_copy}. */
    record Row(
            String customerId,
            @Nullable String nameEn,
            @Nullable String nameZh,
            String segment,
            String industry,
            String territory,
            String channel,
            String owner,
            @Nullable String tier,
            String lifecycle,
            Instant registeredAt,
            @Nullable String mergedInto) {

        private Row in(String changedTerritory, String changedOwner) {
            return new Row(
                    customerId,
                    nameEn,
                    nameZh,
                    segment,
                    industry,
                    changedTerritory,
                    channel,
                    changedOwner,
                    tier,
                    lifecycle,
                    registeredAt,
                    mergedInto);
        }

        private Row standing(@Nullable String changedTier, String changedLifecycle, @Nullable String survivor) {
            return new Row(
                    customerId,
                    nameEn,
                    nameZh,
                    segment,
                    industry,
                    territory,
                    channel,
                    owner,
                    changedTier,
                    changedLifecycle,
                    registeredAt,
                    survivor);
        }
    }

    private final JdbcClient jdbc;
    private final Territories territories;
    private final Clock clock;

    CustomerCopy(JdbcClient jdbc, Territories territories, Clock clock) {
        this.jdbc = jdbc;
        this.territories = territories;
        this.clock = clock;
    }

    @Override
    public void apply(List<Envelope<Record>> events, JdbcClient db) {
        List<CustomerEvent> ours = events.stream()
                .map(Envelope::event)
                .flatMap(event -> event instanceof CustomerEvent e ? Stream.of(e) : Stream.empty())
                .toList();
        Map<String, Row> rows =
                rows(ours.stream().map(CustomerEvent::customerId).collect(toSet()), db);
        for (CustomerEvent event : ours) {
            rows.compute(event.customerId(), (id, row) -> after(event, row));
        }
        Rows.upsert(db, "customer_copy", List.copyOf(rows.values()), "customer_id");
        ours.forEach(event -> references(event, db));
    }

    private static void references(CustomerEvent event, JdbcClient db) {
        switch (event) {
            case CustomerEvent.CustomerRegistered e -> add(e.externalReferences(), e.customerId(), db);
            case CustomerEvent.ProfileChanged e -> {
                db.sql("delete from customer_reference where customer_id = ?")
                        .param(e.customerId())
                        .update();
                add(e.externalReferences(), e.customerId(), db);
            }
            case CustomerEvent.DuplicateAbsorbed e -> add(e.externalReferences(), e.customerId(), db);
            case CustomerEvent.TierChanged e -> {}
            case CustomerEvent.LifecycleChanged e -> {}
            case CustomerEvent.CustomerTransferred e -> {}
            case CustomerEvent.CustomerShared e ->
                Rows.upsert(
                        db,
                        "customer_share_copy",
                        List.of(new ShareRow(e.customerId(), e.territory(), e.from(), e.to())),
                        "customer_id",
                        "territory",
                        "from_day");
            case CustomerEvent.SharingEnded e ->
                db.sql("""
                                update customer_share_copy set to_day = :to
                                where customer_id = :customer and territory = :territory
                                  and from_day = (select max(from_day) from customer_share_copy
                                                  where customer_id = :customer and territory = :territory)""")
                        .param("to", e.to())
                        .param("customer", e.customerId())
                        .param("territory", e.territory())
                        .update();
            case CustomerEvent.CustomerMerged e -> {}
        }
    }

    private static void add(List<Reference> references, String customer, JdbcClient db) {
        List<ReferenceRow> rows = references.stream()
                .map(r -> new ReferenceRow(r.system(), r.reference(), customer))
                .toList();
        Rows.upsert(db, "customer_reference", rows, "system", "reference");
    }

    private static Row after(CustomerEvent event, @Nullable Row before) {
        if (event instanceof CustomerEvent.CustomerRegistered e) {
            return new Row(
                    e.customerId(),
                    e.nameEn(),
                    e.nameZh(),
                    e.segment(),
                    e.industry(),
                    e.territory(),
                    e.channel(),
                    e.owner(),
                    null,
                    "PROSPECT",
                    e.occurredAt(),
                    null);
        }
        Row row = Objects.requireNonNull(before, "a customer's first event is its registration");
        return switch (event) {
            case CustomerEvent.CustomerRegistered e -> row;
            case CustomerEvent.ProfileChanged e ->
                new Row(
                        e.customerId(),
                        e.nameEn(),
                        e.nameZh(),
                        e.segment(),
                        e.industry(),
                        e.territory(),
                        e.channel(),
                        e.owner(),
                        row.tier(),
                        row.lifecycle(),
                        row.registeredAt(),
                        row.mergedInto());
            case CustomerEvent.TierChanged e -> row.standing(e.tier(), row.lifecycle(), row.mergedInto());
            case CustomerEvent.LifecycleChanged e -> row.standing(row.tier(), e.lifecycle(), row.mergedInto());
            case CustomerEvent.CustomerTransferred e -> row.in(e.territory(), e.owner());
            case CustomerEvent.CustomerMerged e -> row.standing(row.tier(), row.lifecycle(), e.survivorId());
            case CustomerEvent.CustomerShared e -> row;
            case CustomerEvent.SharingEnded e -> row;
            case CustomerEvent.DuplicateAbsorbed e -> row;
        };
    }

    private static Map<String, Row> rows(Set<String> customers, JdbcClient db) {
        Map<String, Row> rows = new LinkedHashMap<>();
        db.sql("select * from customer_copy where customer_id = any(?) order by customer_id for update")
                .param(customers.toArray(String[]::new))
                .query(Row.class)
                .list()
                .forEach(row -> rows.put(row.customerId(), row));
        return rows;
    }

    @Override
    public Map<Reference, CustomerId> customers(Collection<Reference> references) {
        Map<Reference, CustomerId> customers = new HashMap<>();
        references.forEach(
                r -> customers.put(r, new CustomerId(Ids.ofReference("customer", r.system(), r.reference()))));
        List<Reference> asked = List.copyOf(customers.keySet());
        jdbc.sql("""
                        select system, reference, customer_id from customer_reference
                        join unnest(?::text[], ?::text[]) as asked (system, reference) using (system, reference)""")
                .params(
                        asked.stream().map(Reference::system).toArray(String[]::new),
                        asked.stream().map(Reference::reference).toArray(String[]::new))
                .query(row -> {
                    customers.put(new Reference(row.getString(1), row.getString(2)), new CustomerId(row.getString(3)));
                });
        return customers;
    }

    @Override
    public KnownCustomer require(CustomerId customer) {
        return Once.perTransaction(key(customer), () -> read(customer));
    }

    private static String key(CustomerId customer) {
        return "customer " + customer;
    }

    @Override
    public void readAhead(Collection<CustomerId> customers) {
        jdbc.sql("""
                        select customer_id, territory, channel, owner, tier from customer_copy
                        where customer_id = any (?) and merged_into is null""")
                .param(customers.stream().map(CustomerId::value).toArray(String[]::new))
                .query((row, number) -> new KnownCustomer(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list()
                .forEach(known -> Once.known(key(new CustomerId(known.customerId())), known));
    }

    private KnownCustomer read(CustomerId customer) {
        Row row = jdbc.sql("select * from customer_copy where customer_id = ?")
                .param(customer.value())
                .query(Row.class)
                .optional()
                .orElseThrow(() -> CommandRejected.notYet(
                        "customer-known",
                        "customerId",
                        "customer " + customer + " is not known here yet; try again shortly"));
        if (row.mergedInto() != null) {
            throw CommandRejected.state(
                    "not-merged", "customer " + customer + " was merged into " + row.mergedInto() + "; name that one");
        }
        return known(row);
    }

    private KnownCustomer known(Row row) {
        return new KnownCustomer(
                row.customerId(),
                row.territory(),
                row.channel(),
                row.owner(),
                row.tier(),
                sharedToday(row.customerId()));
    }

    private Set<String> sharedToday(String customer) {
        return jdbc
                .sql("select customer_id, territory, from_day, to_day from customer_share_copy where customer_id = ?")
                .param(customer)
                .query(ShareRow.class)
                .list()
                .stream()
                .filter(this::holdsToday)
                .map(ShareRow::territory)
                .collect(toSet());
    }

    private boolean holdsToday(ShareRow share) {
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), territories.tree().timeZone(share.territory()));
        return !share.fromDay().isAfter(today)
                && (share.toDay() == null || !share.toDay().isBefore(today));
    }
}
