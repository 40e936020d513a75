package io.plumbline.platform.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition stands after a batch.
 *
 * @param next the offset to read next
 * @param stopped why nothing from {@code next} on may be applied, or null where the partition moves on
 * @param newest when the newest of the batch's events was recorded, or null where it had none
 */
public record Progress(
        long next, @Nullable String stopped, @Nullable Instant newest) {}
