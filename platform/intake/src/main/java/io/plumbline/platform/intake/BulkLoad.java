package io.plumbline.platform.intake;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.plumbline.platform.intake.Gate.PositionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty generation of read models, partition by partition, each in one transaction.
 *
 * <p>A slice of a partition holds whole aggregates, so each is folded once from all its events, nothing is read back and
 * everything is written by {@code COPY}. Gate, parked aggregates and offsets come out as an {@link Intake} would have left
 * them, and one goes on from there: where slices stop at different records the first of these counts, and what others have
 * taken beyond it is known by its sequence number when it comes again. An event that can't be folded or stored parks its aggregate
 * from there on and stops nothing.
 */
public final class BulkLoad {

    /** What is collected before it is sent, as characters of all tables. */
    private static final int MOST_CHARACTERS = 4 << 20;

    private final JdbcClient db;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate savepoint;
    private final String schema;
    private final EventTypes types;
    private final BulkProjection projection;

    /** @param schema its read models must be empty; indexes are better created afterwards */
    public BulkLoad(DataSource dataSource, String schema, EventTypes types, BulkProjection projection) {
        this.db = JdbcClient.create(dataSource);
        this.jdbc = new JdbcTemplate(dataSource);
        JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.schema = schema;
        this.types = types;
        this.projection = projection;
    }

    /**
     * Loads a partition.
     *
     * @param slice gives the records of a slice's aggregates, all from the earliest on
     */
    public Progress load(int slices, IntFunction<Batch> slice) {
        return Objects.requireNonNull(transaction.execute(status -> {
            db.sql("select set_config('search_path', quote_ident(?) || ', public', true)")
                    .param(schema)
                    .query()
                    .singleRow();
            Mended mended = Mended.in(db);
            PositionRow position = null;
            for (int i = 0; i < slices; i++) {
                position = earlier(position, loadSlice(slice.apply(i), mended));
            }
            PositionRow reached = Objects.requireNonNull(position, "a partition has at least one slice");
            CopyText row = new CopyText(reached);
            row.add(reached);
            row.copyInto("intake_position", jdbc);
            return reached.progress();
        }));
    }

    private PositionRow loadSlice(Batch slice, Mended mended) {
        Gate taking = new Gate(types, new HashMap<>(), mended);
        taking.judge(slice);
        Portion portion = new Portion();
        for (List<Envelope<Record>> events : taking.toFold().stream()
                .collect(groupingBy(Envelope::key, LinkedHashMap::new, toList()))
                .values()) {
            portion.add(fold(events, taking));
            if (portion.length() > MOST_CHARACTERS) {
                write(portion.aggregates(), portion.tables(), taking);
                portion = new Portion();
            }
        }
        write(portion.aggregates(), portion.tables(), taking);
        Map<String, CopyText> gate = new LinkedHashMap<>();
        taking.newHeads().forEach(head -> collect("intake_aggregate", head, gate));
        taking.parked().forEach(row -> collect("intake_parked", row, gate));
        gate.forEach((table, rows) -> rows.copyInto(table, jdbc));
        taking.warnOfParked(schema);
        return taking.positions().getFirst();
    }

    private static PositionRow earlier(@Nullable PositionRow one, PositionRow other) {
        if (one == null) {
            return other;
        }
        PositionRow first = one.nextOffset() <= other.nextOffset() ? one : other;
        Instant newest = one.lastRecordedAt();
        Instant second = other.lastRecordedAt();
        boolean secondIsNewer = newest == null || second != null && second.isAfter(newest);
        return new PositionRow(
                first.topic(), first.partition(), first.nextOffset(), secondIsNewer ? second : newest, first.stopped());
    }

    /** What can be folded of an aggregate's events, from the first on, is kept; what follows is parked. */
    private Folded fold(List<Envelope<Record>> events, Gate taking) {
        RuntimeException failure = null;
        for (int count = events.size(); count > 0; count--) {
            try {
                List<Envelope<Record>> beginning = events.subList(0, count);
                Folded folded = new Folded(beginning, rows(beginning));
                park(events.subList(count, events.size()), failure, taking);
                return folded;
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        park(events, failure, taking);
        return new Folded(List.of(), Map.of());
    }

    private Map<String, List<? extends Record>> rows(List<Envelope<Record>> events) {
        return projection.rows(events);
    }

    private static void park(List<Envelope<Record>> events, @Nullable RuntimeException failure, Gate taking) {
        for (Envelope<Record> waiting : events) {
            taking.park(waiting, Objects.requireNonNull(failure));
        }
    }

    /**
     * All aggregates at once; where a table refuses one of them, in halves, until those are found that it refuses. The others are
     * written, since nothing is to stop a rebuild that would not stop the intake.
     */
    private void write(List<Folded> aggregates, Map<String, CopyText> rows, Gate taking) {
        if (copy(rows) == null) {
            return;
        }
        if (aggregates.size() == 1) {
            writeBeginning(aggregates.getFirst().events(), taking);
            return;
        }
        int half = aggregates.size() / 2;
        for (List<Folded> part : List.of(aggregates.subList(0, half), aggregates.subList(half, aggregates.size()))) {
            Portion portion = new Portion();
            part.forEach(portion::add);
            write(portion.aggregates(), portion.tables(), taking);
        }
    }

    /** Parks from the first event on that the tables refuse, as the intake does, which sees one after the other. */
    private void writeBeginning(List<Envelope<Record>> events, Gate taking) {
        Map<String, CopyText> accepted = Map.of();
        for (int count = 1; count <= events.size(); count++) {
            Map<String, CopyText> rows = tables(rows(events.subList(0, count)));
            RuntimeException refused = refused(rows);
            if (refused != null) {
                park(events.subList(count - 1, events.size()), refused, taking);
                break;
            }
            accepted = rows;
        }
        if (copy(accepted) != null) {
            throw new IllegalStateException("what the tables took before, they refuse now");
        }
    }

    /** Whether the tables would take the rows; nothing is written. */
    private @Nullable RuntimeException refused(Map<String, CopyText> rows) {
        Optional<RuntimeException> refused = Objects.requireNonNull(savepoint.execute(status -> {
            status.setRollbackOnly();
            return Optional.ofNullable(copy(rows));
        }));
        return refused.orElse(null);
    }

    /** @return what the values caused, with nothing written; trouble of the database is thrown */
    private @Nullable RuntimeException copy(Map<String, CopyText> rows) {
        try {
            savepoint.executeWithoutResult(status -> rows.forEach((table, text) -> text.copyInto(table, jdbc)));
            return null;
        } catch (RuntimeException e) {
            if (Intake.causedByEvents(e)) {
                return e;
            }
            throw e;
        }
    }

    private static Map<String, CopyText> tables(Map<String, List<? extends Record>> rows) {
        Map<String, CopyText> tables = new LinkedHashMap<>();
        rows.forEach((table, ofTable) -> ofTable.forEach(row -> collect(table, row, tables)));
        return tables;
    }

    private static void collect(String table, Record row, Map<String, CopyText> tables) {
        tables.computeIfAbsent(table, name -> new CopyText(row)).add(row);
    }

    /** @param events whose events the rows come of */
    private record Folded(List<Envelope<Record>> events, Map<String, List<? extends Record>> rows) {}

    /** Aggregates that are written together, with their rows as text. */
    private static final class Portion {

        private final List<Folded> aggregates = new ArrayList<>();
        private final Map<String, CopyText> tables = new LinkedHashMap<>();

        void add(Folded folded) {
            if (!folded.events().isEmpty()) {
                aggregates.add(folded);
                folded.rows().forEach((table, rows) -> rows.forEach(row -> collect(table, row, tables)));
            }
        }

        List<Folded> aggregates() {
            return aggregates;
        }

        Map<String, CopyText> tables() {
            return tables;
        }

        int length() {
            return tables.values().stream().mapToInt(CopyText::length).sum();
        }
    }
}
