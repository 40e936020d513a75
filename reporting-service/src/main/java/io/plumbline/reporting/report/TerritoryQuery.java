package io.plumbline.reporting.report;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report can be asked for that knows no filter but territories.
 *
 * @param asOf the business instant that is looked at; now by default
 * @param knownAt up to when recorded events count; now by default
 * @param territory codes, each with all below it; null or empty means all
 */
public record TerritoryQuery(
        @Parameter(description = "the business instant that is looked at; now by default") @Nullable Instant asOf,

        @Parameter(description = "up to when recorded events count; now by default") @Nullable Instant knownAt,

        @Parameter(description = "codes, each with all below it; all by default") @Nullable List<String> territory) {

    public ReportQuery all() {
        return new ReportQuery(asOf, knownAt, territory, null, null, null, null, null, null);
    }
}
