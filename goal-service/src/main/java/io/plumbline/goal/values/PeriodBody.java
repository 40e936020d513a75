package io.plumbline.goal.values;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** A period in a request. */
@Schema(name = "Period", description = "Days from the first to the last, both included")
public record PeriodBody(
        @Schema(example = "2024-07-01") @NotNull LocalDate from,
        @Schema(example = "2024-12-31") @NotNull LocalDate to) {

    public static PeriodBody of(Period period) {
        return new PeriodBody(period.from(), period.to());
    }

    /** @throws CommandRejected where it ends before it begins */
    public Period toPeriod() {
        return new Period(from, to);
    }
}
