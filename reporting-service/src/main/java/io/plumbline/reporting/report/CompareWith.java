package io.plumbline.reporting.report;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The earlier instant of a comparison; the later one is that of the report, {@code asOf}.
 *
 * @param beforeKnownAt what was known when it was reported; {@code before} by default, which shows what the report said then
 */
public record CompareWith(
        @Parameter(description = "the earlier business instant; the later one is asOf") @NotNull Instant before,

        @Parameter(
                description =
                        "what was known when it was reported; before by default, which shows what the report said then")
        @Nullable Instant beforeKnownAt) {}
