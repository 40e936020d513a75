package io.plumbline.platform.intake;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.plumbline.platform.intake.Taking.Arrival;
import io.plumbline.platform.intake.Taking.PositionRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty generation of read models, partition by partition, each in one transaction.
 *
 * <p>A slice of a partition holds whole aggregates, so each is folded once from all its events, nothing is read back and
 * everything is written by {@code COPY}. Gate, parked aggregates and offsets come out as an {@link Intake} would have left
 * them, and one goes on from there: where slices stop at different records the first of these counts, and what others have
 * taken beyond it is known by its sequence number when it comes again.
 */
public final class BulkLoad {

    /** What is collected of a table before it is sent. */
    private static final int MOST_CHARACTERS = 4 << 20;

    private final JdbcClient db;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final String schema;
    private final EventTypes types;
    private final BulkProjection projection;

    /** @param schema its read models must be empty; indexes are better created afterwards */
    public BulkLoad(DataSource dataSource, String schema, EventTypes types, BulkProjection projection) {
        this.db = JdbcClient.create(dataSource);
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
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
            PositionRow position = null;
            for (int i = 0; i < slices; i++) {
                position = earlier(position, loadSlice(slice.apply(i)));
            }
            PositionRow reached = Objects.requireNonNull(position, "a partition has at least one slice");
            CopyText row = new CopyText(reached);
            row.add(reached);
            row.copyInto("intake_position", jdbc);
            return reached.progress();
        }));
    }

    private PositionRow loadSlice(Batch slice) {
        Taking taking = new Taking(types, new HashMap<>());
        taking.judge(slice);
        Map<String, CopyText> tables = new LinkedHashMap<>();
        taking.toFold().stream()
                .collect(groupingBy(arrival -> arrival.envelope().key(), LinkedHashMap::new, toList()))
                .values()
                .forEach(arrivals -> fold(arrivals, taking, tables));
        taking.newHeads().forEach(head -> collect("intake_aggregate", head, tables));
        taking.parked().forEach(row -> collect("intake_parked", row, tables));
        tables.forEach((table, rows) -> rows.copyInto(table, jdbc));
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

    /** The longest beginning that can be folded is kept, and what follows it is parked. */
    private void fold(List<Arrival> arrivals, Taking taking, Map<String, CopyText> tables) {
        RuntimeException failure = null;
        for (int count = arrivals.size(); count >= 0; count--) {
            Map<String, List<? extends Record>> rows;
            try {
                rows = count == 0
                        ? Map.of()
                        : projection.rows(arrivals.subList(0, count).stream()
                                .map(Arrival::event)
                                .toList());
            } catch (RuntimeException e) {
                failure = e;
                continue;
            }
            rows.forEach((table, ofTable) -> ofTable.forEach(row -> collect(table, row, tables)));
            for (Arrival waiting : arrivals.subList(count, arrivals.size())) {
                taking.park(waiting, Objects.requireNonNull(failure));
            }
            return;
        }
    }

    private void collect(String table, Record row, Map<String, CopyText> tables) {
        CopyText text = tables.computeIfAbsent(table, name -> new CopyText(row));
        text.add(row);
        if (text.length() > MOST_CHARACTERS) {
            text.copyInto(table, jdbc);
            tables.remove(table);
        }
    }
}
