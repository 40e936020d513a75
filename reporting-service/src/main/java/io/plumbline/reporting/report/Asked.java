package io.plumbline.reporting.report;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of a report.
 *
 * @param report that answers it
 * @param parts by type, those that the report takes
 * @param dimension along which it is divided; null of a report that is not
 */
record Asked(
        Report<?> report,
        ReportQuery query,
        Map<Class<? extends Record>, Record> parts,
        @Nullable Dimension dimension) {

    <T extends Record> T get(Class<T> part) {
        return part.cast(Objects.requireNonNull(parts.get(part)));
    }
}
