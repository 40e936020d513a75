package io.plumbline.platform.write.relay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the event store past its gaps. At a gap: the highest index drawn so far, M, is read first; <em>then</em> the
 * transactions that hold a writer's lock on the table. Whoever drew an index up to M before that moment either is among
 * them or has ended. Once they are gone, a new snapshot shows all that committed up to M; what is missing there was
 * rolled back.
 */
final class UnpublishedEvents implements EventSource {

    private static final Duration POLL = Duration.ofMillis(5);

    private final JdbcClient jdbc;
    private final Runnable stillAlive;

    /** Every index up to here is settled: it is a row, or it will never be one. */
    private long settledUpTo;

    /** @param stillAlive called while waiting for open transactions, so that the lease does not lapse */
    UnpublishedEvents(JdbcClient jdbc, Runnable stillAlive) {
        this.jdbc = jdbc;
        this.stillAlive = stillAlive;
    }

    @Override
    public Batch after(long position, int limit) throws InterruptedException {
        List<StoredEvent> rows = read(jdbc, position, limit);
        Batch batch = settled(position, rows);
        if (rows.isEmpty() || !batch.events().isEmpty()) {
            return batch;
        }
        // mostly a transaction that drew its index first and commits second: a look at the rows costs less than one at
        // the locks
        Thread.sleep(POLL);
        batch = settled(position, read(jdbc, position, limit));
        if (!batch.events().isEmpty()) {
            return batch;
        }
        settle();
        return settled(position, read(jdbc, position, limit));
    }

    /** The rows up to the first index that is neither a row nor settled. */
    private Batch settled(long position, List<StoredEvent> rows) {
        List<StoredEvent> events = new ArrayList<>(rows.size());
        List<Skip> skipped = new ArrayList<>();
        long reached = position;
        for (StoredEvent row : rows) {
            if (row.globalIndex() > reached + 1) {
                if (row.globalIndex() - 1 > settledUpTo) {
                    break;
                }
                skipped.add(new Skip(reached + 1, row.globalIndex() - 1));
            }
            events.add(row);
            reached = row.globalIndex();
        }
        return new Batch(events, skipped, reached);
    }

    private void settle() throws InterruptedException {
        long drawn = jdbc.sql("select last_value from domain_event_global_index_seq")
                .query(Long.class)
                .single();
        Set<String> writers = writers();
        while (!writers.isEmpty()) {
            stillAlive.run();
            Thread.sleep(POLL);
            writers.retainAll(writers());
        }
        settledUpTo = drawn;
    }

    /** The open transactions that may still insert; the lock is taken before an index is drawn and kept to the end. */
    private Set<String> writers() {
        return new HashSet<>(jdbc.sql("""
                        select virtualtransaction from pg_locks
                        where locktype = 'relation' and mode = 'RowExclusiveLock' and granted
                          and database = (select oid from pg_database where datname = current_database())
                          and relation = 'domain_event'::regclass""").query(String.class).list());
    }

    static List<StoredEvent> read(JdbcClient jdbc, long position, int limit) {
        return jdbc.sql("""
                        select global_index, event_id, aggregate_type, aggregate_id, sequence, recorded_at,
                               payload_type, payload_revision, payload, meta_data
                        from domain_event where global_index > ? order by global_index limit ?""")
                .params(position, limit)
                .query((row, number) -> event(row))
                .list();
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(7),
                row.getString(8),
                row.getBytes(9),
                row.getBytes(10));
    }
}
