package io.plumbline.reporting.alerts;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hands what happens to alerts, on whichever instance, to whoever listens here.
 *
 * <p>One query follows the changes for all listeners. Each has a queue of its own; one that does not keep up is let go, and
 * reads on from the last change that it got when it comes again.
 */
@Component
class AlertStream {

    private static final int PAGE = 200;
    private static final int QUEUE = 256;

    private final JdbcClient db;
    private final int most;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places;
    private long head = -1;

    AlertStream(JdbcClient db, @Value("${plumbline.alerts.max-streams}") int most) {
        this.db = db;
        this.most = most;
        this.places = new AtomicInteger(most);
    }

    /** Who listens; to be closed. */
    final class Subscription implements AutoCloseable {

        private final BlockingQueue<AlertChange> queue = new ArrayBlockingQueue<>(QUEUE);
        private volatile boolean ended;

        /** The next change, or null where none came in time. */
        @Nullable AlertChange next(Duration wait) throws InterruptedException {
            return queue.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** Whether it was let go; what is in the queue still counts. */
        boolean isOver() {
            return ended && queue.isEmpty();
        }

        private void offer(AlertChange change) {
            if (!ended && !queue.offer(change)) {
                ended = true;
            }
        }

        @Override
        public void close() {
            if (subscriptions.remove(this)) {
                places.incrementAndGet();
            }
        }
    }

    /** @throws AlertRefused (503) if there are as many listeners as there may be */
    Subscription subscribe() {
        if (places.getAndDecrement() <= 0) {
            places.incrementAndGet();
            throw new AlertRefused(
                    HttpStatus.SERVICE_UNAVAILABLE, null, "max-streams", "there are " + most + " streams already");
        }
        Subscription subscription = new Subscription();
        subscriptions.add(subscription);
        return subscription;
    }

    /** Hands on what has happened since it was called last. */
    synchronized void tail() {
        if (head < 0) {
            head = last();
        }
        for (List<AlertChange> changes = after(head); !changes.isEmpty(); changes = after(head)) {
            for (AlertChange change : changes) {
                subscriptions.forEach(subscription -> subscription.offer(change));
                head = change.sequence();
            }
        }
    }

    /** The number of the last change there is; 0 before the first. */
    long last() {
        return db.sql("select coalesce(max(sequence), 0) from report.alert_change")
                .query((row, n) -> row.getLong(1))
                .single();
    }

    /** A page of the changes after the given one; empty where there are none. */
    List<AlertChange> after(long sequence) {
        return db.sql("select * from report.alert_changes(?, ?)")
                .params(sequence, PAGE)
                .query(new DataClassRowMapper<>(AlertChange.class))
                .list();
    }

    /** Lets all listeners go. */
    void close() {
        subscriptions.forEach(subscription -> subscription.ended = true);
    }
}
