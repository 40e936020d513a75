package io.plumbline.customer.customers;

import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.write.command.CommandRejected;
import org.springframework.stereotype.Component;

/** The customers as those need them who keep something beside them. */
@Component
public class KnownCustomers {

    private final CustomerView view;
    private final CurrentAuthority current;

    KnownCustomers(CustomerView view, CurrentAuthority current) {
        this.view = view;
        this.current = current;
    }

    /**
     * The customer, where the caller of the present request may work on it.
     *
     * @throws CommandRejected where there is none, or the caller may not
     */
    public CustomerId requireWork(CustomerId customer) {
        Authority authority = current.get();
        CustomerView.Row row = view.one(customer, authority.visibility());
        authority.requireWork(row.owner(), row.territory());
        return customer;
    }
}
