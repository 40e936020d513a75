package io.plumbline.reporting.report;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The earlier side of a comparison.
 *
 * @param since the business instant that asOf is compared with
 * @param sinceKnownAt what was known for it; what is known for asOf by default
 */
public record CompareWith(@NotNull Instant since, @Nullable Instant sinceKnownAt) {}
