package io.plumbline.activity.customers;

import io.plumbline.activity.terms.CustomerId;
import io.plumbline.platform.intake.Projection;
import io.plumbline.platform.intake.Received;
import io.plumbline.platform.intake.Rows;
import io.plumbline.platform.write.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The copy of the customers, as far as this service reads them. */
@Component
class CustomerCopy implements Projection, KnownCustomers {

    /** {@code customer.CustomerRegistered.v1}, as far as it is read here. */
    record CustomerRegistered(
            String customerId,
            @Nullable String nameEn,
            @Nullable String nameZh,
            String segment,
            String industry,
            String territory,
            String channel,
            String owner) {}

    private final JdbcClient jdbc;

    CustomerCopy(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void apply(List<Received> events, JdbcClient db) {
        Map<String, CustomerRegistered> registered = new LinkedHashMap<>();
        for (Received received : events) {
            if (received.event() instanceof CustomerRegistered e) {
                registered.put(e.customerId(), e);
            }
        }
        Rows.upsert(db, "customer_copy", List.copyOf(registered.values()), "customer_id");
    }

    @Override
    public KnownCustomer require(CustomerId customer) {
        return jdbc.sql("select * from customer_copy where customer_id = ?")
                .param(customer.value())
                .query(KnownCustomer.class)
                .optional()
                .orElseThrow(() -> Refused.notYet(
                        "customer-known",
                        "customerId",
                        "customer " + customer + " is not known here yet; try again shortly"));
    }
}
