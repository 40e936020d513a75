package io.plumbline.deploy.imports;

import java.util.concurrent.atomic.LongAdder;

/** How many rows of a file came to what. */
final class Tally {

    private final LongAdder read = new LongAdder();
    private final LongAdder leftOut = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder unchanged = new LongAdder();
    private final LongAdder refused = new LongAdder();

    void read() {
        read.increment();
    }

    void leftOut() {
        leftOut.increment();
    }

    void accepted() {
        accepted.increment();
    }

    void unchanged() {
        unchanged.increment();
    }

    void refused() {
        refused.increment();
    }

    /** The rows that are done with. */
    long done() {
        return leftOut.sum() + accepted.sum() + unchanged.sum() + refused.sum();
    }

    boolean hasRefused() {
        return refused.sum() > 0;
    }

    /** One line of the summary. */
    String line(String title, String into) {
        return "%-32s %-14s %9d %9d %9d %9d %9d"
                .formatted(title, into, read.sum(), accepted.sum(), unchanged.sum(), leftOut.sum(), refused.sum());
    }

    /** @param accepted what accepted rows are called */
    static String header(String accepted) {
        return "%-32s %-14s %9s %9s %9s %9s %9s"
                .formatted("file", "into", "read", accepted, "unchanged", "left out", "refused");
    }
}
