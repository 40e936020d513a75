package io.plumbline.reporting.report;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.AssertTrue;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The period that sales are compared with.
 *
 * @param priorFrom its first day; a year before the other period's by default
 * @param priorTo its last day; a year before the other period's by default
 */
public record PriorPeriod(
        @Parameter(description = "first day of the period that is compared with; a year before by default") @Nullable LocalDate priorFrom,

        @Parameter(description = "its last day") @Nullable LocalDate priorTo) {

    static final String ORDERED = "the prior period ends before it begins, or lacks an end";

    @AssertTrue(message = ORDERED) public boolean isPriorOrdered() {
        return priorFrom == null ? priorTo == null : priorTo != null && !priorTo.isBefore(priorFrom);
    }

    public LocalDate from(Period period) {
        return Objects.requireNonNullElseGet(priorFrom, () -> period.from().minusYears(1));
    }

    public LocalDate to(Period period) {
        return Objects.requireNonNullElseGet(priorTo, () -> period.to().minusYears(1));
    }
}
