package io.plumbline.customer.jobs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a job has come.
 *
 * @param total number of customers that there were to go through when it began
 * @param examined of these, gone through
 * @param changed of these, changed
 * @param failed of these, refused to change; the log says why
 * @param finishedAt null while it runs
 */
@Schema(name = "Job")
public record Job(
        @Schema(example = "0198c1f0-9999-7000-8000-000000000001")
        String jobId,

        @Schema(example = "retier") String kind,

        @Schema(example = "re-tier by version 2 of the default policy")
        String title,

        @Schema(example = "lena") String requestedBy,
        @Schema(example = "100000") long total,
        @Schema(example = "42000") long examined,
        @Schema(example = "3170") long changed,
        @Schema(example = "0") long failed,
        Instant startedAt,
        @Nullable Instant finishedAt) {}
