package io.plumbline.goal.plans;

import io.plumbline.goal.values.Period;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the market looks.
 *
 * @param size in the plan's currency, of {@code sizePeriod}
 * @param sizePeriod null for a year
 * @param growth a year, as a fraction; negative where it shrinks
 */
record MarketAnalysis(
        @Nullable BigDecimal size,
        @Nullable Period sizePeriod,
        @Nullable BigDecimal growth,
        List<String> targetSegments,
        List<Competitor> competitors,
        @Nullable String policyFactors,
        @Nullable String economicFactors) {

    /** {@code price} is the competitor's, in words. */
    record Competitor(
            String name,
            String strengths,
            String weaknesses,
            @Nullable String price) {}
}
