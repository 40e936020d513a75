package io.plumbline.activity.customers;

import io.plumbline.platform.access.Visibility;
import io.plumbline.platform.write.command.CommandRejected;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The customers of this service's copy, as far as somebody may see them. */
@Component
public class VisibleCustomers {

    private final JdbcClient jdbc;

    VisibleCustomers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Asked where a list of what belongs to a customer is empty, so that a misspelt id is not answered as a customer without any.
     *
     * @throws CommandRejected where there is no such customer, or none that may be seen
     */
    public void requireVisible(String parameter, String customer, Visibility visibility) {
        boolean visible = visibility
                .bind(jdbc.sql("select exists (select from customer_copy where customer_id = :id and "
                                + Visibility.CONDITION + ")")
                        .param("id", customer))
                .query(Boolean.class)
                .single();
        if (!visible) {
            throw CommandRejected.unknown(parameter, customer);
        }
    }
}
