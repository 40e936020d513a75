package io.plumbline.reporting.report;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** Days from the first to the last, both included, each in the time zone of the territory that a figure belongs to. */
public record Period(@NotNull LocalDate from, @NotNull LocalDate to) {

    /** Asked of a bound request only; elsewhere both are there. */
    @AssertTrue(message = "the period ends before it begins") @SuppressWarnings("ConstantValue") // until it is validated, a bound period may lack an end
    public boolean isOrdered() {
        return from == null || to == null || !to.isBefore(from);
    }
}
