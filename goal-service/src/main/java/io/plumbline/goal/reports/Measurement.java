package io.plumbline.goal.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the reports measure of a goal.
 *
 * @param actual in the goal's unit; null where there is no figure
 * @param refusal why there is no figure, or what it leaves out; null where it is complete
 * @param asOf the business instant that was looked at
 * @param knownAt up to when recorded events counted
 */
public record Measurement(
        @Nullable BigDecimal actual, @Nullable String refusal, Instant asOf, Instant knownAt) {

    /** Whether it is a figure that leaves nothing out. */
    @JsonIgnore
    public boolean isComplete() {
        return actual != null && refusal == null;
    }
}
