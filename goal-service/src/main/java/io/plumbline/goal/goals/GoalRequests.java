package io.plumbline.goal.goals;

import io.plumbline.goal.goals.GoalBody.PhaseBody;
import io.plumbline.goal.values.Limits;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests about one goal say, besides {@link GoalBody}. */
final class GoalRequests {

    private GoalRequests() {}

    @Schema(name = "Submission")
    record Submission(
            @Schema(
                    example = "two large tenders are as good as won",
                    description = "why it is achievable though the figures may say no")
            @Size(max = Limits.TEXT) @Nullable String justification,

            @Schema(example = "2024-06-21T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "TargetRevision")
    record TargetRevision(
            @Schema(example = "6200000.00") @NotNull @PositiveOrZero @Digits(integer = 15, fraction = 4) BigDecimal target,

            @Schema(description = "absent to keep the proportions of the phases") @Size(max = 400) @Nullable List<@NotNull @Valid PhaseBody> phasing,

            @Schema(
                    example = "false",
                    description = "true to change phases and parts that are over too, for the reason given; they keep"
                            + " what they have if absent")
            @Nullable Boolean reviseEnded,

            @Schema(example = "two representatives left") @NotBlank @Size(max = Limits.TEXT) String reason,

            @Schema(example = "2024-08-01T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Phasing")
    record Phasing(
            @NotEmpty @Size(max = 400) List<@NotNull @Valid PhaseBody> phasing,

            @Schema(
                    example = "false",
                    description = "true to change phases of an active goal that are over too, for the reason given")
            @Nullable Boolean reviseEnded,

            @Schema(example = "the fair was moved to October") @NotBlank @Size(max = Limits.TEXT) String reason,

            @Schema(example = "2024-08-01T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Closing")
    record Closing(
            @Schema(
                    example = "6310000.00",
                    description = "the figure that the closer confirms, as the reports measure it; absent to confirm"
                            + " whatever they measure")
            @Digits(integer = 15, fraction = 4) @Nullable BigDecimal actual,

            @Schema(example = "2025-01-06T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "ClosingByException")
    record ClosingByException(
            @Schema(example = "6310000.00", description = "what it came to, in its unit; another than is measured")
            @NotNull @Digits(integer = 15, fraction = 4) BigDecimal actual,

            @Schema(example = "an order of March was entered for April") @NotBlank @Size(max = Limits.TEXT) String reason,

            @Schema(example = "2025-01-06T02:00:00Z") @Nullable Instant occurredAt) {}
}
