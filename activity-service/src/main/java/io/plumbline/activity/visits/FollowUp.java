package io.plumbline.activity.visits;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer whose follow-up is due.
 *
 * @param name in whichever script there is
 * @param tier null before the first assessment
 * @param due the day by which the next contact is to take place
 * @param cause why
 * @param kinds of activity that its tier is served by; never empty
 */
record FollowUp(String customerId, String name, @Nullable String tier, LocalDate due, Cause cause, List<String> kinds) {

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
