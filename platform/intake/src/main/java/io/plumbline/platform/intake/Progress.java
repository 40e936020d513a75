package io.plumbline.platform.intake;

import org.jspecify.annotations.Nullable;

/**
 * Where a partition stands after a batch.
 *
 * @param next the offset to read next
 * @param stopped why nothing from {@code next} on may be applied, or null where the partition moves on
 */
public record Progress(long next, @Nullable String stopped) {}
