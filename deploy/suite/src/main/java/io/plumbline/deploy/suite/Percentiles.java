package io.plumbline.deploy.suite;

import java.time.Duration;
import java.util.List;

/**
 * How long something took.
 *
 * @param count how often it was measured
 */
record Percentiles(int count, Duration p50, Duration p95, Duration p99, Duration worst) {

    /** @param latencies at least one */
    static Percentiles of(List<Duration> latencies) {
        List<Duration> sorted = latencies.stream().sorted().toList();
        return new Percentiles(
                sorted.size(), rank(sorted, 0.50), rank(sorted, 0.95), rank(sorted, 0.99), sorted.getLast());
    }

    /** The nearest rank: the smallest latency that at least this share doesn't exceed. */
    private static Duration rank(List<Duration> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
