package io.plumbline.activity.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.plumbline.platform.write.command.Ids;

/** Identifies an activity. */
public record ActivityId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ActivityId {
        Ids.requireUuid("activityId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
