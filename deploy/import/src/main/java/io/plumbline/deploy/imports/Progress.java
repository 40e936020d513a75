package io.plumbline.deploy.imports;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Shows how far a file is: a bar that is drawn over itself on a terminal, a line now and then elsewhere. */
final class Progress implements AutoCloseable {

    private static final int WIDTH = 24;
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final boolean terminal;
    private final String title;
    private final DoubleSupplier share;
    private final LongSupplier rows;
    private final long begin = System.nanoTime();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("progress").daemon().factory());

    /**
     * @param share of the file that has been read, from 0 to 1
     * @param rows that are done with
     */
    Progress(PrintWriter out, boolean terminal, String title, DoubleSupplier share, LongSupplier rows) {
        this.out = out;
        this.terminal = terminal;
        this.title = title;
        this.share = share;
        this.rows = rows;
        long every = (terminal ? ON_TERMINAL : ELSEWHERE).toMillis();
        clock.scheduleAtFixedRate(this::show, every, every, TimeUnit.MILLISECONDS);
    }

    private void show() {
        String line = line(title, share.getAsDouble(), rows.getAsLong(), (System.nanoTime() - begin) / 1e9);
        if (terminal) {
            out.print("\r" + line);
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** @param seconds since it began */
    static String line(String title, double share, long rows, double seconds) {
        int filled = (int) Math.round(share * WIDTH);
        double rate = rows / Math.max(seconds, 0.001);
        String left = share <= 0 || rows == 0
                ? ""
                : ", %s left".formatted(duration(Math.round(seconds * (1 - share) / share)));
        return "%-32s [%s%s] %3.0f %%  %d rows, %.0f/s%s  "
                .formatted(title, "#".repeat(filled), ".".repeat(WIDTH - filled), share * 100, rows, rate, left);
    }

    private static String duration(long seconds) {
        return seconds < 60 ? seconds + " s" : "%d min %02d s".formatted(seconds / 60, seconds % 60);
    }

    /** Leaves the last state behind on a terminal. */
    @Override
    public void close() {
        clock.shutdownNow();
        if (terminal) {
            show();
            out.println();
            out.flush();
        }
    }
}
