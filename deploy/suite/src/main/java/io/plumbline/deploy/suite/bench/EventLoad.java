package io.plumbline.deploy.suite.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Events of what happens now, at a steady rate, until it is closed. */
public final class EventLoad implements AutoCloseable {

    private static final int PORTION = 10;

    private final MadeUpEvents organisation;
    private final EventWriter writer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("event-load").daemon().factory());
    private long number;

    private EventLoad(MadeUpEvents organisation, EventWriter writer) {
        this.organisation = organisation;
        this.writer = writer;
    }

    /** Begins to write so many events a second. */
    public static EventLoad start(MadeUpEvents organisation, String bootstrapServers, int perSecond)
            throws InterruptedException {
        var load = new EventLoad(organisation, EventWriter.to(bootstrapServers));
        load.clock.scheduleAtFixedRate(
                load::portion, 0, TimeUnit.SECONDS.toMicros(PORTION) / perSecond, TimeUnit.MICROSECONDS);
        return load;
    }

    private void portion() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (int i = 0; i < PORTION; i++) {
            writer.write(organisation.live(number++, now));
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        writer.close();
    }
}
