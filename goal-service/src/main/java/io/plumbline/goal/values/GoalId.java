package io.plumbline.goal.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.plumbline.platform.write.command.Ids;

/** Identifies a goal; a UUID in its canonical form. */
public record GoalId(@JsonValue String value) {

    /** @throws CommandRejected where it is no UUID */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GoalId {
        Ids.requireUuid("goalId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
