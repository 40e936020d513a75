package io.plumbline.activity.visits;

import io.plumbline.activity.activities.Kind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer whose follow-up is due.
 *
 * @param name in whichever script there is
 * @param tier null before the first assessment
 * @param due the day by which the next contact is to take place
 * @param cause why
 * @param kinds of activity that its tier is served by, the preferred one first; may be empty, or name kinds not known here
 */
record FollowUp(String customerId, String name, @Nullable String tier, LocalDate due, Cause cause, List<String> kinds) {

    /** What to do: after a first sale a call, else the first kind of the tier's that is known here, else a call too. */
    Kind kind() {
        if (cause == Cause.FIRST_SALE) {
            return Kind.CALL;
        }
        return kinds.stream()
                .flatMap(name ->
                        Arrays.stream(Kind.values()).filter(kind -> kind.name().equals(name)))
                .findFirst()
                .orElse(Kind.CALL);
    }

    /** What makes a follow-up due. */
    enum Cause {
        /** So many days after the last contact, by the cadence of the tier. */
        CADENCE("follow up"),
        /** A prospect that has not been talked to yet. */
        NEW_PROSPECT("get to know them"),
        /** A call within a month of the first sale. */
        FIRST_SALE("ask how the first delivery went");

        private final String purpose;

        Cause(String purpose) {
            this.purpose = purpose;
        }

        String purpose() {
            return purpose;
        }
    }
}
