package io.plumbline.goal.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.plumbline.platform.write.command.CommandRejected;
import org.jspecify.annotations.Nullable;

/** The code of a territory: capitals, digits and hyphens, at most 40, as in {@code EAST-CHINA}. */
public record TerritoryCode(@JsonValue String value) implements Comparable<TerritoryCode> {

    /** The form of a code, for the validation of requests. */
    public static final String FORM = "[A-Z0-9][A-Z0-9-]{0,39}";

    /** @throws CommandRejected where it has another form */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TerritoryCode {
        if (!value.matches(FORM)) {
            throw CommandRejected.invalid(
                    "territory-code", "territory", "a territory's code has capitals, digits and hyphens, at most 40");
        }
    }

    public static @Nullable TerritoryCode ofNullable(@Nullable String code) {
        return code == null ? null : new TerritoryCode(code);
    }

    /** The code as text; null for null, which means everywhere. */
    public static @Nullable String text(@Nullable TerritoryCode code) {
        return code == null ? null : code.value;
    }

    @Override
    public int compareTo(TerritoryCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
