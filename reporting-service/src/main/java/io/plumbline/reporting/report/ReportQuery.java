package io.plumbline.reporting.report;

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
        @Nullable Instant asOf,
        @Nullable Instant knownAt,
        @Nullable List<String> territory,
        @Nullable List<String> productLine,
        @Nullable List<String> segment,
        @Nullable List<String> industry,
        @Nullable List<String> channel,
        @Nullable List<String> representative,
        @Nullable List<String> tier) {

    ReportQuery at(Instant otherAsOf, Instant otherKnownAt) {
        return new ReportQuery(
                otherAsOf, otherKnownAt, territory, productLine, segment, industry, channel, representative, tier);
    }
}
