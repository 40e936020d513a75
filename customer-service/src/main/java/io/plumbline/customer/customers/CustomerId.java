package io.plumbline.customer.customers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.plumbline.platform.write.command.Ids;

/** Identifies a customer; a UUID in its canonical form. */
public record CustomerId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CustomerId {
        Ids.requireUuid("customerId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
