package io.plumbline.goal.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.plumbline.platform.write.command.Ids;

/** Identifies a plan; a UUID in its canonical form. */
public record PlanId(@JsonValue String value) {

    /** @throws CommandRejected where it is no UUID */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PlanId {
        Ids.requireUuid("planId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
