package io.plumbline.platform.intake;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.plumbline.platform.intake.Envelope.Key;
import io.plumbline.platform.intake.StreamPosition.State;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes batches of records into read models, each exactly once.
 *
 * <p>Offsets, the gate's knowledge of every aggregate, parked records and the read models are rows of one database, and
 * {@link #take} changes them in one transaction. Whatever dies, and whoever else reads the same partition, a record is
 * either applied and passed or neither. It knows no transport: {@link KafkaIntake} brings the batches.
 */
public final class Intake {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    // SQLState classes in which the values are at fault, 54 where they are too large; any other means the database or
    // its schema
    // is in trouble
    private static final Set<String> CAUSED_BY_DATA = Set.of("21", "22", "23", "54");

    private final JdbcTemplate jdbc;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final TransactionTemplate savepoint;
    private final String schema;
    private final EventTypes types;
    private final List<Projection> projections;
    private final MeterRegistry meters;

    /** @param schema holds the tables of {@link IntakeSchema}; read models are looked up in it, then in {@code public} */
    public Intake(
            DataSource dataSource,
            String schema,
            EventTypes types,
            List<Projection> projections,
            MeterRegistry meters) {
        JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
        this.jdbc = new JdbcTemplate(dataSource);
        this.db = JdbcClient.create(jdbc);
        this.transaction = new TransactionTemplate(transactions);
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.schema = schema;
        this.types = types;
        this.projections = List.copyOf(projections);
        this.meters = meters;
    }

    /** The schema of its tables. */
    public String schema() {
        return schema;
    }

    /**
     * Where to read on.
     *
     * @param beginnings the earliest offset of each partition; a partition read for the first time starts there
     */
    public Map<Shard, Long> positions(Map<Shard, Long> beginnings) {
        return inTransaction(() -> {
            beginnings.forEach((shard, offset) ->
                    db.sql("""
                            insert into intake_position (topic, partition, next_offset) values (?, ?, ?)
                            on conflict (topic, partition) do nothing
                            """).params(shard.topic(), shard.partition(), offset).update());
            return lockedOffsets(beginnings.keySet());
        });
    }

    /**
     * Applies what is new in the batches and moves their offsets. After an exception nothing has changed.
     *
     * @param batches at most one for each partition
     * @return where each partition stands; one that met a gap stands before it
     * @throws FencedException if another instance has moved one of the offsets
     */
    public Map<Shard, Progress> take(List<Batch> batches) {
        Timer.Sample timing = Timer.start(meters);
        Gate taking = inTransaction(() -> {
            fence(batches);
            Gate work = new Gate(types, streamPositions(keys(batches)), Mended.in(db));
            batches.forEach(work::judge);
            fold(work);
            Rows.append(jdbc, "intake_aggregate", work.newHeads());
            Rows.upsert(db, "intake_aggregate", work.movedHeads(), "source", "aggregate_id");
            Rows.insert(db, "intake_parked", work.parked(), "source", "aggregate_id", "sequence", "event_id");
            move(work.positions());
            return work;
        });
        timing.stop(meters.timer("plumbline.intake.batch", "schema", schema));
        taking.report(meters, schema);
        taking.warnOfParked(schema);
        return taking.progress();
    }

    /**
     * Applies a parked aggregate's records in order and opens it again; stops at the first that still fails.
     *
     * @return how many records were passed
     * @throws IllegalStateException if the aggregate is not parked
     */
    public int replay(String source, String aggregateId) {
        Integer passed = inTransaction(() -> {
            Key key = new Key(source, aggregateId);
            StreamPosition head = streamPositions(Set.of(key)).get(key);
            if (head == null || head.state() != State.PARKED) {
                throw new IllegalStateException("aggregate " + aggregateId + " of " + source + " is not parked");
            }
            int count = 0;
            String failure = null;
            Mended mended = Mended.in(db);
            for (Envelope<byte[]> envelope : parked(key)) {
                RuntimeException cause = decodeAndApply(envelope, mended.dataOf(envelope));
                if (cause != null) {
                    failure = Gate.reason(envelope, cause);
                    break;
                }
                db.sql("delete from intake_parked where source = ? and aggregate_id = ? and sequence = ?")
                        .params(source, aggregateId, envelope.sequence())
                        .update();
                count++;
            }
            StreamPosition after = failure == null ? head.in(State.OPEN, null) : head.in(State.PARKED, failure);
            Rows.upsert(db, "intake_aggregate", List.of(after), "source", "aggregate_id");
            return count;
        });
        log.info("Replayed {} records of aggregate {} of {}", passed, aggregateId, source);
        return passed;
    }

    /**
     * Replays every parked aggregate, each in a transaction of its own.
     *
     * @return how many records were passed
     */
    public int replayAll() {
        List<Key> parked = inTransaction(
                () -> db.sql("select source, aggregate_id from intake_aggregate where state = 'PARKED' order by 1, 2")
                        .query((row, n) -> new Key(row.getString(1), row.getString(2)))
                        .list());
        return parked.stream()
                .mapToInt(key -> replay(key.source(), key.aggregateId()))
                .sum();
    }

    /**
     * An event that waits, as it was published.
     *
     * @throws IllegalStateException if none with this id does
     */
    public Parked parked(String eventId) {
        return inTransaction(() -> db.sql("""
                        select source, aggregate_id, sequence, type, recorded_at, data from intake_parked where event_id = ?
                        """)
                .param(eventId)
                .query((row, n) -> new Parked(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        eventId,
                        row.getString(4),
                        row.getTimestamp(5).toInstant(),
                        new String(row.getBytes(6), StandardCharsets.UTF_8)))
                .optional()
                .orElseThrow(() -> new IllegalStateException("no event " + eventId + " is parked")));
    }

    /**
     * Has something else read instead of a parked event, here and in every rebuild, and replays its aggregate.
     *
     * @param json what is read instead
     * @param reason why, for whoever looks at it later
     * @return how many records were passed
     * @throws IllegalStateException if the event is not parked
     * @throws UndecodableException if the JSON is none of the event's type
     */
    public int mend(String eventId, String json, String reason) {
        Parked event = parked(eventId);
        byte[] data = json.getBytes(StandardCharsets.UTF_8);
        types.decode(event.type(), data);
        inTransaction(() -> db.sql("""
                        insert into intake_mended (event_id, data, reason) values (?, ?, ?)
                        on conflict (event_id) do update
                        set data = excluded.data, reason = excluded.reason, mended_at = now()
                        """).params(eventId, data, reason).update());
        log.info("Event {} of aggregate {} is mended: {}", eventId, event.aggregateId(), reason);
        return replay(event.source(), event.aggregateId());
    }

    /** How many aggregates are parked or quarantined, by whichever instance. */
    public long setAside() {
        return inTransaction(() -> db.sql("select count(*) from intake_aggregate where state <> 'OPEN'")
                .query((row, n) -> row.getLong(1))
                .single());
    }

    /** What is held back at this moment, by whichever instance. */
    public IntakeStatus standing() {
        return inTransaction(() -> {
            SortedMap<Shard, String> stopped = new TreeMap<>();
            db.sql("select topic, partition, stopped from intake_position where stopped is not null")
                    .query(row -> {
                        stopped.put(new Shard(row.getString(1), row.getInt(2)), row.getString(3));
                    });
            List<IntakeStatus.Waiting> waiting = db.sql("""
                            select a.source, first.topic, a.aggregate_id, a.state, first.type, first.event_id, a.reason,
                                   p.events, p.since
                              from intake_aggregate a
                             cross join lateral (
                                   select count(*) as events, min(p.parked_at) as since from intake_parked p
                                    where p.source = a.source and p.aggregate_id = a.aggregate_id) p
                              join lateral (
                                   select p.topic, p.type, p.event_id from intake_parked p
                                    where p.source = a.source and p.aggregate_id = a.aggregate_id
                                    order by p.sequence limit 1) first on true
                             where a.state <> 'OPEN'
                             order by p.since, a.source, a.aggregate_id limit 100
                            """)
                    .query((row, n) -> new IntakeStatus.Waiting(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            row.getLong(8),
                            row.getTimestamp(9).toInstant()))
                    .list();
            return db.sql("""
                            select count(*) filter (where state = 'PARKED'), count(*) filter (where state = 'QUARANTINED')
                              from intake_aggregate where state <> 'OPEN'
                            """)
                    .query((row, n) -> new IntakeStatus(stopped, waiting, row.getLong(1), row.getLong(2)))
                    .single();
        });
    }

    /** How far every topic has been read, by name. */
    public List<Freshness> freshness() {
        return inTransaction(() -> {
            Map<String, SortedMap<Integer, Long>> positions = new TreeMap<>();
            Map<String, Instant> newest = new TreeMap<>();
            db.sql("select topic, partition, next_offset, last_recorded_at from intake_position")
                    .query(row -> {
                        positions
                                .computeIfAbsent(row.getString(1), topic -> new TreeMap<>())
                                .put(row.getInt(2), row.getLong(3));
                        if (row.getTimestamp(4) != null) {
                            Instant recordedAt = row.getTimestamp(4).toInstant();
                            newest.merge(row.getString(1), recordedAt, (a, b) -> a.isAfter(b) ? a : b);
                        }
                    });
            return positions.entrySet().stream()
                    .map(e -> new Freshness(e.getKey(), e.getValue(), newest.get(e.getKey())))
                    .toList();
        });
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            db.sql("""
                            select set_config('search_path', quote_ident(?) || ', public', true),
                                   set_config('lock_timeout', '5s', true),
                                   -- what a crash loses, offsets and all, is read again
                                   set_config('synchronous_commit', 'off', true),
                                   set_config('statement_timeout', '60s', true)
                            """).param(schema).query().singleRow();
            return work.get();
        }));
    }

    private void fence(List<Batch> batches) {
        Map<Shard, Long> offsets =
                lockedOffsets(batches.stream().map(Batch::shard).toList());
        for (Batch batch : batches) {
            long found = offsets.getOrDefault(batch.shard(), -1L);
            if (found != batch.from()) {
                throw new FencedException(batch.shard(), batch.from(), found);
            }
        }
    }

    /** The row locks last until the commit, so what is compared here is still true when the offset is moved. */
    private Map<Shard, Long> lockedOffsets(Collection<Shard> shards) {
        Map<Shard, Long> offsets = new TreeMap<>();
        db.sql("""
                        select topic, partition, next_offset from intake_position
                         where (topic, partition) in
                               (select topic, partition from json_populate_recordset(null::intake_position, ?::json))
                         order by topic, partition for update
                        """).param(Rows.json(List.copyOf(shards))).query(row -> {
            offsets.put(new Shard(row.getString(1), row.getInt(2)), row.getLong(3));
        });
        return offsets;
    }

    private void move(List<Gate.PositionRow> positions) {
        db.sql("""
                        update intake_position p
                           set next_offset = n.next_offset, stopped = n.stopped,
                               last_recorded_at = greatest(p.last_recorded_at, n.last_recorded_at)
                          from json_populate_recordset(null::intake_position, ?::json) n
                         where p.topic = n.topic and p.partition = n.partition
                        """).param(Rows.json(positions)).update();
    }

    private Set<Key> keys(List<Batch> batches) {
        Set<Key> keys = new HashSet<>();
        for (Batch batch : batches) {
            for (Incoming incoming : batch.records()) {
                String source = incoming.headers().get("ce_source");
                String type = incoming.headers().get("ce_type");
                // what PostgreSQL's text can't hold is malformed, and is found to be so when it is judged
                if (source != null
                        && type != null
                        && types.concern(type)
                        && incoming.key() != null
                        && (source + incoming.key()).indexOf('\0') < 0) {
                    keys.add(new Key(source, incoming.key()));
                }
            }
        }
        return keys;
    }

    /** Locked in order: of a batch and a replay that meet on an aggregate, one waits for the other. */
    private Map<Key, StreamPosition> streamPositions(Set<Key> keys) {
        Map<Key, StreamPosition> streamPositions = new LinkedHashMap<>();
        if (keys.isEmpty()) {
            return streamPositions;
        }
        db.sql("""
                        select source, aggregate_id, sequence, event_id, state, reason from intake_aggregate
                         where (source, aggregate_id) in
                               (select source, aggregate_id from json_populate_recordset(null::intake_aggregate, ?::json))
                         order by source, aggregate_id for update
                        """)
                .param(Rows.json(List.copyOf(keys)))
                .query((row, n) -> new StreamPosition(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        State.valueOf(row.getString(5)),
                        row.getString(6)))
                .list()
                .forEach(head -> streamPositions.put(new Key(head.source(), head.aggregateId()), head));
        return streamPositions;
    }

    private List<Envelope<byte[]>> parked(Key key) {
        return db.sql("""
                        select source, aggregate_id, sequence, event_id, type, recorded_at, traceparent, data
                          from intake_parked where source = ? and aggregate_id = ? order by sequence
                        """)
                .params(key.source(), key.aggregateId())
                .query((row, n) -> new Envelope<>(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant(),
                        row.getString(7),
                        row.getBytes(8),
                        row.getBytes(8)))
                .list();
    }

    /** All events at once; where that fails, aggregate by aggregate, and those that fail are parked from there on. */
    private void fold(Gate work) {
        if (apply(work.toFold()) == null) {
            return;
        }
        Map<Key, List<Envelope<Record>>> byAggregate =
                work.toFold().stream().collect(groupingBy(Envelope::key, LinkedHashMap::new, toList()));
        byAggregate.values().forEach(events -> {
            if (apply(events) == null) {
                return;
            }
            RuntimeException failure = null;
            for (Envelope<Record> event : events) {
                failure = failure != null ? failure : apply(List.of(event));
                if (failure != null) {
                    work.park(event, failure);
                }
            }
        });
    }

    private @Nullable RuntimeException decodeAndApply(Envelope<byte[]> envelope, byte[] data) {
        try {
            return types.decode(envelope.type(), data)
                    .map(event -> apply(List.of(envelope.with(data, event))))
                    .orElse(null);
        } catch (UndecodableException e) {
            return e;
        }
    }

    /** @return what the events themselves caused, with nothing of them applied; trouble of the database is thrown */
    private @Nullable RuntimeException apply(List<Envelope<Record>> events) {
        if (events.isEmpty()) {
            return null;
        }
        try {
            savepoint.executeWithoutResult(status -> projections.forEach(p -> p.apply(events, db)));
            return null;
        } catch (RuntimeException e) {
            if (causedByEvents(e)) {
                return e;
            }
            throw e;
        }
    }

    /** Whether what was to be written is at fault, and not the database that it was to be written to. */
    public static boolean causedByEvents(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state != null && state.length() == 5 && CAUSED_BY_DATA.contains(state.substring(0, 2));
            }
        }
        return !(e instanceof DataAccessException) && !(e instanceof TransactionException);
    }
}
