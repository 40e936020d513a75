package io.plumbline.goal.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.plumbline.platform.write.command.Ids;

/** Identifies a practice; a UUID in its canonical form. */
public record PracticeId(@JsonValue String value) {

    /** @throws CommandRejected where it is no UUID */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PracticeId {
        Ids.requireUuid("practiceId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
