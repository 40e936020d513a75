package io.plumbline.platform.intake;

import java.time.Duration;

/**
 * When a reader waits for more. Where records follow each other, a transaction for many takes hardly more than one for few, so they
 * are given a moment to gather. Those that come after a pause are taken at once, and those that fill a transaction don't wait
 * for each other.
 */
final class Gathering {

    static final Duration MOMENT = Duration.ofMillis(30);

    private final int full;
    private long last;
    private boolean any;

    /** @param full the most records that one transaction takes */
    Gathering(int full) {
        this.full = full;
    }

    /**
     * How long to wait before the next poll.
     *
     * @param records how many the last poll brought
     * @param now a {@link System#nanoTime()}
     */
    Duration after(int records, long now) {
        if (records == 0) {
            return Duration.ZERO;
        }
        boolean following = any && now - last < MOMENT.multipliedBy(2).toNanos();
        any = true;
        last = now;
        return following && records < full ? MOMENT : Duration.ZERO;
    }
}
