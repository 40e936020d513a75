package io.plumbline.customer.customers;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the follow-up of customers is counted from, as far as other services tell it. */
@Component
public class FollowUps {

    private final JdbcClient jdbc;

    FollowUps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The customer itself, or the one that it was merged into. */
    public CustomerId survivorOf(CustomerId customer) {
        return jdbc.sql("select coalesce(merged_into, customer_id) from customer where customer_id = ?")
                .param(customer.value())
                .query(String.class)
                .optional()
                .map(CustomerId::new)
                .orElse(customer);
    }

    /** Whether an order may change what the customer is; one that is a customer already stays one. */
    public boolean mayChangeByOrder(CustomerId customer) {
        return jdbc.sql("select lifecycle in ('CUSTOMER', 'REGAINED') from customer where customer_id = ?")
                .param(customer.value())
                .query(Boolean.class)
                .optional()
                .map(unchanging -> !unchanging)
                .orElse(true);
    }

    /** Somebody talked to the customer. */
    public void contacted(CustomerId customer, Instant at) {
        jdbc.sql("update customer set last_contact_at = greatest(last_contact_at, ?) where customer_id = ?")
                .params(at.atOffset(ZoneOffset.UTC), customer.value())
                .update();
        refresh(List.of(customer.value()));
    }

    /** The customer ordered. */
    public void ordered(CustomerId customer, Instant at) {
        jdbc.sql("update customer set first_ordered_at = least(first_ordered_at, ?) where customer_id = ?")
                .params(at.atOffset(ZoneOffset.UTC), customer.value())
                .update();
        refresh(List.of(customer.value()));
    }

    /** Reckons again when the follow-up of customers becomes overdue. */
    public void refresh(List<String> customers) {
        jdbc.sql("""
                        update customer c set overdue_from = overdue_from(c)
                        where customer_id = any(?) and overdue_from is distinct from overdue_from(c)""").param(customers.toArray(String[]::new)).update();
    }
}
