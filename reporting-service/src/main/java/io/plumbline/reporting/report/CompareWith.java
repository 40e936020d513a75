package io.plumbline.reporting.report;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The two instants of a comparison.
 *
 * @param from the earlier business instant
 * @param fromKnownAt what was known when it was reported; {@code from} by default, which shows what the report said then
 * @param to the later business instant; now by default
 */
public record CompareWith(
        @NotNull Instant from,
        @Nullable Instant fromKnownAt,
        @Nullable Instant to) {

    /** Asked of a bound request only; elsewhere {@code from} is there. */
    @AssertTrue(message = "the later instant lies before the earlier one") @SuppressWarnings("ConstantValue") // until it is validated, a bound request may lack it
    public boolean isOrdered() {
        return from == null || to == null || !to.isBefore(from);
    }
}
