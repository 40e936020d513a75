package io.plumbline.activity.visits;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.uuid.UuidCreator;
import io.plumbline.platform.write.command.Ids;

/** Identifies a visit plan. */
record VisitPlanId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    VisitPlanId {
        Ids.requireUuid("visitPlanId", value);
    }

    /** There is one plan for each representative and week. */
    static VisitPlanId of(String representative, Week week) {
        return new VisitPlanId(
                UuidCreator.getNameBasedSha1(representative + '\n' + week).toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
