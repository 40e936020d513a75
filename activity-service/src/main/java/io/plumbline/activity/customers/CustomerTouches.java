package io.plumbline.activity.customers;

import io.plumbline.activity.values.CustomerId;
import io.plumbline.platform.write.readside.Batch;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the follow-up of a customer is counted from. Many transactions at once speak of the same few customers: each writes in
 * the order of the ids, at its end, and only what says something new, so that none waits long for another and none for ever.
 */
@Component
public class CustomerTouches {

    private final JdbcClient jdbc;

    CustomerTouches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A customer ordered. */
    public void ordered(CustomerId customer, Instant at) {
        Batch.collected("ordered", TreeMap<String, Instant>::new, this::writeOrders)
                .merge(customer.value(), at, (one, other) -> one.isBefore(other) ? one : other);
    }

    /** Somebody was in contact with a customer. */
    public void contacted(CustomerId customer, Instant at) {
        Batch.collected("contacted", TreeMap<String, Instant>::new, this::writeContacts)
                .merge(customer.value(), at, (one, other) -> one.isAfter(other) ? one : other);
    }

    private void writeOrders(SortedMap<String, Instant> first) {
        write(first, """
                insert into customer_touch (customer_id, first_ordered_at)
                select id, at from unnest(?::text[], ?::timestamptz[]) as said (id, at)
                where not exists (select from customer_touch t where t.customer_id = id and t.first_ordered_at <= at)
                order by id
                on conflict (customer_id) do update set first_ordered_at =
                    least(customer_touch.first_ordered_at, excluded.first_ordered_at)""");
    }

    private void writeContacts(SortedMap<String, Instant> last) {
        write(last, """
                insert into customer_touch (customer_id, last_contact_at)
                select id, at from unnest(?::text[], ?::timestamptz[]) as said (id, at)
                where not exists (select from customer_touch t where t.customer_id = id and t.last_contact_at >= at)
                order by id
                on conflict (customer_id) do update set last_contact_at =
                    greatest(customer_touch.last_contact_at, excluded.last_contact_at)""");
    }

    private void write(SortedMap<String, Instant> said, String statement) {
        jdbc.sql(statement)
                .params(
                        said.keySet().toArray(String[]::new),
                        said.values().stream()
                                .map(at -> at.atOffset(ZoneOffset.UTC).toString())
                                .toArray(String[]::new))
                .update();
    }
}
