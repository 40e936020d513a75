package io.plumbline.activity.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.plumbline.platform.write.command.Ids;

/** Identifies an opportunity. */
public record OpportunityId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OpportunityId {
        Ids.requireUuid("opportunityId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
