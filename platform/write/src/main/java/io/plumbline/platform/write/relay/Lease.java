package io.plumbline.platform.write.relay;

import io.plumbline.platform.write.relay.EventSource.Batch;
import io.plumbline.platform.write.relay.EventSource.Skip;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The right to publish, kept in the table {@code relay}. The lease's end only decides when another process may try; what
 * keeps two from moving the position is the epoch, which every taking of the lease raises.
 */
final class Lease {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Duration duration;
    private final long epoch;
    private final String storeEpoch;
    private long position;
    private long renewed = System.nanoTime();

    private Lease(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Duration duration,
            long epoch,
            String storeEpoch,
            long position) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.duration = duration;
        this.epoch = epoch;
        this.storeEpoch = storeEpoch;
        this.position = position;
    }

    /**
     * The lease, where nobody else holds it. Every topic has a position of its own: a relay that is given another topic goes
     * on where that one ends, be it filled by a republication, left earlier, or empty.
     */
    static Optional<Lease> take(
            JdbcClient jdbc, TransactionOperations transactions, String owner, RelaySettings settings) {
        return transactions.execute(transaction -> jdbc.sql("""
                            update relay set owner = :owner, epoch = epoch + 1,
                                             lease_until = now() + :seconds * interval '1 second'
                            where lease_until < now()
                            returning epoch, store_epoch::text""")
                .param("owner", owner)
                .param("seconds", settings.lease().toSeconds())
                .query((row, number) -> new Lease(
                        jdbc,
                        transactions,
                        settings.lease(),
                        row.getLong(1),
                        row.getString(2),
                        positionOf(jdbc, settings.topic())))
                .optional());
    }

    private static long positionOf(JdbcClient jdbc, String topic) {
        jdbc.sql("""
                        insert into republication (topic, position)
                        select topic, position from relay where topic <> :topic
                        on conflict (topic) do update set position = excluded.position""").param("topic", topic).update();
        jdbc.sql("""
                        update relay set topic = :topic,
                                         position = coalesce((select position from republication where topic = :topic), 0)
                        where topic <> :topic""").param("topic", topic).update();
        // from now on this topic is the relay's
        jdbc.sql("delete from republication where topic = :topic")
                .param("topic", topic)
                .update();
        return jdbc.sql("update relay set topic = :topic returning position")
                .param("topic", topic)
                .query(Long.class)
                .single();
    }

    long position() {
        return position;
    }

    /** Names this incarnation of the event store; it changes when the store is restored from a backup. */
    String storeEpoch() {
        return storeEpoch;
    }

    /**
     * Renews the lease where a third of it has passed, so that it may be asked as often as one likes.
     *
     * @throws Lost where another process has taken the lease since
     */
    void keep() {
        if (System.nanoTime() - renewed < duration.toNanos() / 3) {
            return;
        }
        int kept = jdbc.sql("""
                        update relay set lease_until = now() + :seconds * interval '1 second' where epoch = :epoch""")
                .param("seconds", duration.toSeconds())
                .param("epoch", epoch)
                .update();
        requireHeld(kept);
        renewed = System.nanoTime();
    }

    /**
     * Notes that a batch is published.
     *
     * @throws Lost where another process has taken the lease since
     */
    void move(Batch published) {
        if (published.skipped().isEmpty()) {
            moveTo(published.position());
        } else {
            transactions.executeWithoutResult(transaction -> {
                moveTo(published.position());
                for (Skip skip : published.skipped()) {
                    jdbc.sql("insert into relay_skip (first_index, last_index) values (?, ?) on conflict do nothing")
                            .params(skip.first(), skip.last())
                            .update();
                }
            });
        }
        position = published.position();
        renewed = System.nanoTime();
    }

    private void moveTo(long reached) {
        int moved = jdbc.sql("""
                        update relay set position = :new, lease_until = now() + :seconds * interval '1 second'
                        where epoch = :epoch and position = :old""")
                .param("new", reached)
                .param("seconds", duration.toSeconds())
                .param("epoch", epoch)
                .param("old", position)
                .update();
        requireHeld(moved);
    }

    private static void requireHeld(int rows) {
        if (rows == 0) {
            throw new Lost();
        }
    }

    /** Gives the lease back, so that the next process need not wait for its end. */
    void release() {
        jdbc.sql("update relay set lease_until = '-infinity', owner = null where epoch = ?")
                .param(epoch)
                .update();
    }

    /** Another process holds the lease now. */
    static final class Lost extends RuntimeException {

        Lost() {
            super("another process has taken the relay's lease");
        }
    }
}
