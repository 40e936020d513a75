package io.plumbline.platform.write.command;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The body of a request that needs to say why. */
public record Reason(
        @Schema(example = "the market turned out smaller than the survey said") @NotBlank @Size(max = 10_000) String reason,

        @Schema(example = "2024-06-21T02:00:00Z", description = "absent for now; never in the future") @Nullable Instant occurredAt) {}
