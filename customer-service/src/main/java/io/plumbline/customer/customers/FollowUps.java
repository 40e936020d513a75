package io.plumbline.customer.customers;

import io.plumbline.platform.intake.Rows;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the follow-up of customers is counted from, as far as other services tell it. */
@Component
public class FollowUps {

    private final JdbcClient jdbc;

    FollowUps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A customer that another service speaks of.
     *
     * @param id its own, or that of the one it was merged into
     * @param ordersChangeIt whether an order may change what it is; one that is a customer already stays one
     */
    public record CustomerStatus(CustomerId id, boolean ordersChangeIt) {}

    private record LastContact(String customerId, Instant at) {}

    /** How customers stand, by the id that was asked for; one that has not come yet stands for itself. */
    public Map<String, CustomerStatus> statuses(Set<String> customers) {
        Map<String, CustomerStatus> statuses = new HashMap<>();
        customers.forEach(customer -> statuses.put(customer, new CustomerStatus(new CustomerId(customer), true)));
        jdbc.sql("""
                        select c.customer_id, s.customer_id, s.lifecycle not in ('CUSTOMER', 'REGAINED')
                        from customer c join customer s on s.customer_id = coalesce(c.merged_into, c.customer_id)
                        where c.customer_id = any(?)""").param(customers.toArray(String[]::new)).query(row -> {
            statuses.put(row.getString(1), new CustomerStatus(new CustomerId(row.getString(2)), row.getBoolean(3)));
        });
        return statuses;
    }

    /** Somebody talked to customers, last at these moments. */
    public void contacted(Map<CustomerId, Instant> last) {
        if (last.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update customer c set last_contact_at = n.at
                        from json_to_recordset(?::json) n (customer_id text, at timestamptz)
                        where c.customer_id = n.customer_id and (c.last_contact_at is null or c.last_contact_at < n.at)""").param(moments(last)).update();
    }

    /** Customers ordered, first at these moments. */
    public void ordered(Map<CustomerId, Instant> first) {
        if (first.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update customer c set first_ordered_at = n.at
                        from json_to_recordset(?::json) n (customer_id text, at timestamptz)
                        where c.customer_id = n.customer_id and (c.first_ordered_at is null or c.first_ordered_at > n.at)""").param(moments(first)).update();
    }

    private static String moments(Map<CustomerId, Instant> moments) {
        return Rows.json(moments.entrySet().stream()
                .map(moment -> new LastContact(moment.getKey().value(), moment.getValue()))
                .toList());
    }

    /** Computes again when the follow-up of customers becomes overdue, where a policy or a territory has changed. */
    public void refresh(List<String> customers) {
        jdbc.sql("""
                        -- the offset keeps the function from being called once more for each mention
                        update customer c set overdue_from = n.overdue_from
                        from (select asked.customer_id, overdue_from(asked)
                              from customer asked where asked.customer_id = any(?) offset 0) n (customer_id, overdue_from)
                        where c.customer_id = n.customer_id and c.overdue_from is distinct from n.overdue_from""").param(customers.toArray(String[]::new)).update();
    }
}
