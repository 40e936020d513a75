package io.plumbline.reporting.report;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every report can be asked for. A list filters by any of its values; null or empty means all.
 *
 * @param asOf the business instant that is looked at; now by default
 * @param knownAt up to when recorded events count; now by default
 * @param territory codes, each with all below it
 */
public record ReportQuery(
        @Parameter(description = "the business instant that is looked at; now by default") @Nullable Instant asOf,

        @Parameter(description = "up to when recorded events count; now by default") @Nullable Instant knownAt,

        @Parameter(description = "codes, each with all below it; all by default") @Nullable List<String> territory,

        @Parameter(description = "any of these product lines") @Nullable List<String> productLine,

        @Parameter(description = "customers of any of these segments") @Nullable List<String> segment,

        @Parameter(description = "customers of any of these industries") @Nullable List<String> industry,

        @Parameter(description = "any of these channels") @Nullable List<String> channel,

        @Parameter(description = "any of these representatives") @Nullable List<String> representative,

        @Parameter(description = "customers of any of these tiers") @Nullable List<String> tier) {

    ReportQuery at(Instant otherAsOf, Instant otherKnownAt) {
        return new ReportQuery(
                otherAsOf, otherKnownAt, territory, productLine, segment, industry, channel, representative, tier);
    }
}
