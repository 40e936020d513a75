package io.plumbline.goal.incentives;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Ids;

/** Identifies an incentive scheme; a UUID in its canonical form. */
record SchemeId(@JsonValue String value) {

    /** @throws CommandRejected where it is no UUID */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    SchemeId {
        Ids.requireUuid("schemeId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
