package io.plumbline.platform.write.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fills further topics with what the relay has published, from the first event on and at a given pace: a topic with more
 * partitions, or one in place of what a broker lost. It goes on following the relay until it is ended, so that the service
 * can be given the new topic at any moment; {@link Lease} then goes on where this has come to.
 *
 * <p>It needs no lease: of two processes that fill the same topic, one finds the position moved and takes it from there. What
 * both have sent is recognised by its sequence number downstream, as everywhere.
 */
final class Republish implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Republish.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** How many batches a second are sent at the most; it makes the pace even. */
    private static final int BATCHES_A_SECOND = 5;

    /**
     * A topic that is being filled.
     *
     * @param position the last global index that it holds
     * @param head the last one that the relay has published
     * @param trouble why it stands still in this process; null while it doesn't
     */
    record Progress(
            String topic,
            long position,
            long head,
            int eventsPerSecond,
            Instant begunAt,
            @Nullable String trouble) {}

    private final RelaySettings settings;
    private final JdbcClient jdbc;
    private final Function<String, EventSender> senders;
    private final Map<String, EventSender> open = new HashMap<>();
    private volatile @Nullable String trouble;
    private volatile @Nullable Thread thread;

    /** @param senders makes what sends to a topic */
    Republish(RelaySettings settings, JdbcClient jdbc, Function<String, EventSender> senders) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.senders = senders;
    }

    /**
     * Begins to fill a topic, or goes on at another pace.
     *
     * @throws IllegalArgumentException if it is the relay's own, which holds everything already
     */
    void begin(String topic, int eventsPerSecond) {
        if (topic.equals(settings.topic())) {
            throw new IllegalArgumentException(topic + " is the topic that the relay fills");
        }
        jdbc.sql("""
                        insert into republication (topic, events_per_second) values (:topic, :pace)
                        on conflict (topic) do update set events_per_second = excluded.events_per_second""").param("topic", topic).param("pace", eventsPerSecond).update();
    }

    /** Ends filling a topic; what it holds stays known. */
    void end(String topic) {
        jdbc.sql("update republication set events_per_second = null where topic = ?")
                .param(topic)
                .update();
    }

    /** The topics that are being filled. */
    List<Progress> progress() {
        return jdbc.sql("""
                        select p.topic, p.position, r.position, p.events_per_second, p.begun_at
                          from republication p cross join relay r
                         where p.events_per_second is not null order by p.topic""")
                .query((row, number) -> new Progress(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getInt(4),
                        row.getTimestamp(5).toInstant(),
                        trouble))
                .list();
    }

    @Override
    public synchronized void start() {
        if (thread == null && settings.enabled()) {
            thread = Thread.ofPlatform().name("republish").daemon().start(this::run);
        }
    }

    @Override
    public synchronized void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join(KafkaSender.DELIVERY_TIMEOUT.multipliedBy(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long wait = LOOK.toNanos();
                try {
                    for (Progress topic : progress()) {
                        wait = Math.min(wait, send(topic));
                    }
                    trouble = null;
                } catch (RuntimeException e) {
                    String message = String.valueOf(e.getMessage());
                    if (!message.equals(trouble)) {
                        log.error("republishing stands still: {}", message, e);
                    }
                    trouble = message;
                }
                Thread.sleep(Duration.ofNanos(wait));
            }
        } catch (InterruptedException e) {
            log.debug("republishing was asked to stop");
        } finally {
            open.values().forEach(EventSender::close);
            open.clear();
        }
    }

    /** Sends a batch; returns how long to wait until the next one, in nanoseconds. */
    private long send(Progress to) throws InterruptedException {
        long begun = System.nanoTime();
        int limit = Math.clamp(to.eventsPerSecond() / BATCHES_A_SECOND, 1, settings.batch());
        // what the relay has published has no gaps that could still be filled
        List<StoredEvent> events = UnpublishedEvents.read(jdbc, to.position(), limit).stream()
                .takeWhile(event -> event.globalIndex() <= to.head())
                .toList();
        if (events.isEmpty()) {
            return LOOK.toNanos();
        }
        EventSender sender = open.get(to.topic());
        if (sender == null) {
            sender = senders.apply(to.topic());
            sender.open();
            open.put(to.topic(), sender);
        }
        sender.send(events, storeEpoch());
        jdbc.sql("update republication set position = :new where topic = :topic and position = :old")
                .param("new", events.getLast().globalIndex())
                .param("topic", to.topic())
                .param("old", to.position())
                .update();
        long due = events.size() * 1_000_000_000L / to.eventsPerSecond();
        return Math.max(0, due - (System.nanoTime() - begun));
    }

    private String storeEpoch() {
        return jdbc.sql("select store_epoch::text from relay")
                .query(String.class)
                .single();
    }
}
