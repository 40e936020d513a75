package io.plumbline.platform.intake;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * What the intake holds back.
 *
 * @param stopped partitions that stand still, each with its reason
 * @param waiting parked and quarantined aggregates, the longest waiting first, at most 100
 * @param parked number of parked aggregates
 * @param quarantined number of quarantined aggregates
 */
public record IntakeStatus(SortedMap<Shard, String> stopped, List<Waiting> waiting, long parked, long quarantined) {

    /**
     * An aggregate whose events are kept in order and not applied.
     *
     * @param type of the first event that waits
     * @param eventId of the first event that waits
     * @param events how many wait
     * @param since when the first was set aside
     */
    public record Waiting(
            String source,
            String topic,
            String aggregateId,
            String state,
            String type,
            String eventId,
            String reason,
            long events,
            Instant since) {}
}
