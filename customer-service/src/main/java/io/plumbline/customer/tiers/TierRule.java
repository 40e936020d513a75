package io.plumbline.customer.tiers;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * What scores must reach for a tier; a bound that is null asks for nothing.
 *
 * @param minMean of the mean of the three scores
 */
public record TierRule(
        @Schema(example = "A") @NotNull Tier tier,

        @Schema(example = "70") @Min(0) @Max(100) @Nullable Integer minMoney,

        @Schema(example = "70") @Min(0) @Max(100) @Nullable Integer minAuthority,

        @Schema(example = "70") @Min(0) @Max(100) @Nullable Integer minNeed,

        @Schema(example = "50") @Min(0) @Max(100) @Nullable Integer minMean) {

    boolean admits(Scores scores) {
        return reaches(scores.money(), minMoney)
                && reaches(scores.authority(), minAuthority)
                && reaches(scores.need(), minNeed)
                // the mean in thirds, so that no division rounds
                && (minMean == null || scores.sum() >= 3 * minMean);
    }

    boolean asksForNothing() {
        return minMoney == null && minAuthority == null && minNeed == null && minMean == null;
    }

    private static boolean reaches(int score, @Nullable Integer least) {
        return least == null || score >= least;
    }
}
