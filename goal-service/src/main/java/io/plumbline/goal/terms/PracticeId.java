package io.plumbline.goal.terms;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies a practice; a UUID in its canonical form. */
public record PracticeId(@JsonValue String value) {

    /** @throws Refused where it is no UUID */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PracticeId {
        Ids.requireUuid("practiceId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
