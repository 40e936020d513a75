package io.plumbline.activity.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.plumbline.platform.write.command.Ids;

/** Identifies an order. */
public record OrderId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrderId {
        Ids.requireUuid("orderId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
