package io.plumbline.goal.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.plumbline.platform.write.command.Ids;

/** Identifies a key task; a UUID in its canonical form. */
public record TaskId(@JsonValue String value) {

    /** @throws CommandRejected where it is no UUID */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TaskId {
        Ids.requireUuid("taskId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
