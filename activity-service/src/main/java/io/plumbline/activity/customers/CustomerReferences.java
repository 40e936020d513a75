package io.plumbline.activity.customers;

import io.plumbline.activity.values.CustomerId;
import io.plumbline.platform.write.bulk.Bulk;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/** How other systems call the customers. */
public interface CustomerReferences {

    /**
     * How a system calls a customer.
     *
     * @param reference unique within the system
     */
    record Reference(String system, String reference) {}

    /** For each reference the customer that has it, or that will have it once it is imported. */
    Map<Reference, CustomerId> customers(Collection<Reference> references);

    /** Reads customers at once, for the commands of the present transaction. */
    void readAhead(Collection<CustomerId> customers);

    /**
     * What rows from another system ask for, each of one customer.
     *
     * @param customer how the other system calls the row's customer
     * @param command what a row asks for, of this customer; it may throw a {@link io.plumbline.platform.write.command.CommandRejected}
     */
    default <T> Bulk.Asked<T> asked(
            List<T> rows, Function<T, Reference> customer, BiFunction<T, CustomerId, Object> command) {
        Map<Reference, CustomerId> known = customers(rows.stream().map(customer).toList());
        return new Bulk.Asked<>(
                row -> command.apply(row, Objects.requireNonNull(known.get(customer.apply(row)))),
                () -> readAhead(known.values()));
    }
}
