package io.plumbline.platform.intake;

import java.util.List;

/**
 * Consecutive records of one partition.
 *
 * @param from the offset at which the reader stood before this batch; it must still be the table's
 * @param next the offset that follows the batch; not always {@code from + records.size()}, as offsets may have holes
 */
public record Batch(Shard shard, long from, long next, List<Incoming> records) {}
