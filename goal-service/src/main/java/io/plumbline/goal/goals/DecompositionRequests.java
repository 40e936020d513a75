package io.plumbline.goal.goals;

import io.plumbline.goal.goals.GoalCommand.Part;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Limits;
import io.plumbline.goal.values.PeriodBody;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Ids;
import io.plumbline.platform.write.store.TimeOrderedIds;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What requests about decompositions say. */
final class DecompositionRequests {

    private DecompositionRequests() {}

    @Schema(name = "DecompositionPart", description = "Says the one thing that the dimension is about.")
    record PartBody(
            @Schema(example = "0198c1f0-1111-7000-8000-00000000000a") @Pattern(regexp = Ids.FORM) @Nullable String goalId,

            @Schema(example = "Controllers in East China") @Size(min = 1, max = Limits.NAME) @Nullable String name,

            @Schema(example = "mei.rep") @Size(min = 1, max = Limits.SUBJECT) @Nullable String owner,

            @Valid @Nullable PeriodBody period,

            @Schema(example = "SHANGHAI") @Pattern(regexp = TerritoryCode.FORM) @Nullable String territory,

            @Schema(example = "[\"controllers\"]") @Size(min = 1, max = 100) @Nullable List<@NotBlank @Size(max = 100) String> productLines,

            @Schema(example = "[\"large\"]") @Size(min = 1, max = 100) @Nullable List<@NotBlank @Size(max = 100) String> segments,

            @Schema(example = "[\"online\"]") @Size(min = 1, max = 100) @Nullable List<@NotBlank @Size(max = 100) String> channels,

            @Schema(example = "mei.rep") @Size(min = 1, max = Limits.SUBJECT) @Nullable String representative,

            @Schema(example = "0.4", description = "as a fraction of 1, all together 1")
            @PositiveOrZero @DecimalMax("1") @Digits(integer = 1, fraction = 12) @Nullable BigDecimal weight,

            @Schema(example = "2100000.00", description = "what it reached last year")
            @PositiveOrZero @Digits(integer = 15, fraction = 4) @Nullable BigDecimal actual,

            @Schema(example = "2600000.00", description = "what it is to get, all together the goal's target")
            @PositiveOrZero @Digits(integer = 15, fraction = 4) @Nullable BigDecimal target) {

        Part toPart(String field) {
            List<ScopeSlice> slices = Stream.<@Nullable ScopeSlice>of(
                            period == null ? null : new ScopeSlice.OfPeriod(period.toPeriod()),
                            territory == null ? null : new ScopeSlice.OfTerritory(new TerritoryCode(territory)),
                            productLines == null ? null : new ScopeSlice.OfProductLines(productLines),
                            segments == null ? null : new ScopeSlice.OfSegments(segments),
                            channels == null ? null : new ScopeSlice.OfChannels(channels),
                            representative == null ? null : new ScopeSlice.OfRepresentative(representative))
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .toList();
            if (slices.size() != 1) {
                throw CommandRejected.invalid(
                        "one-dimension", field, "a part says exactly what it is about in one dimension");
            }
            return new Part(
                    new GoalId(goalId == null ? TimeOrderedIds.next() : goalId),
                    name,
                    owner,
                    slices.getFirst(),
                    weight,
                    actual,
                    target);
        }
    }

    @Schema(name = "NewDecomposition")
    record NewDecomposition(
            @Schema(example = "0198c1f0-9999-7000-8000-000000000001", description = "absent to have one made")
            @Pattern(regexp = Ids.FORM) @Nullable String decompositionId,

            @Schema(example = "PRODUCT_LINE") @NotNull Dimension dimension,
            @Schema(example = "WEIGHT") @NotNull AllocationMethod way,
            @NotNull @Size(min = 2, max = 5000) List<@NotNull @Valid PartBody> parts,

            @Schema(example = "2024-06-20T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Reallotment")
    record Reallotment(
            @Schema(example = "0198c1f0-1111-7000-8000-00000000000a") @NotNull @Pattern(regexp = Ids.FORM) String from,

            @Schema(example = "0198c1f0-1111-7000-8000-00000000000b") @NotNull @Pattern(regexp = Ids.FORM) String to,

            @Schema(example = "100000.00") @NotNull @Positive @Digits(integer = 15, fraction = 4) BigDecimal amount,

            @Schema(example = "Suzhou opened a second office") @NotBlank @Size(max = Limits.TEXT) String reason,

            @Schema(example = "2024-08-01T02:00:00Z") @Nullable Instant occurredAt) {}
}
