package io.plumbline.platform.write.readside;

import io.plumbline.platform.intake.Rows;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.store.AggregateEvents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Keeps the tables in which a service shows one kind of aggregate, as a pure function of the aggregate's events.
 *
 * <p>A batch of events is folded in memory, onto what the events before it come to; these the command has read already, so that
 * no row is read back. What is written at the end of the batch is the difference: new rows, the changed columns of changed
 * ones, and those that are no more go. One command writes one statement for each table that it changes, and so does a
 * request with thousands of rows.
 *
 * <p>Columns that a table's rows do not name belong to somebody else and are left alone.
 *
 * @param <E> the sealed interface of the events
 * @param <S> what the events of one aggregate come to
 */
public final class ReadSide<E, S> {

    /**
     * An event as it is stored.
     *
     * @param sequence the aggregate's version after it, from 0
     * @param actor who gave the command
     */
    public record Stored<E>(E event, long sequence, String actor) {}

    /** The effect of one event; pure. */
    @FunctionalInterface
    public interface Fold<E, S> {

        /** @param before null before the first event */
        S after(@Nullable S before, Stored<E> stored);
    }

    /**
     * A table and its rows of one aggregate. A row is a record whose components are columns, as {@link Rows} writes them.
     *
     * @param key the columns that identify a row; no two aggregates share one
     * @param rows in any order
     */
    public record Table<S>(String name, List<String> key, Function<S, List<? extends Record>> rows) {

        public Table {
            key = List.copyOf(key);
        }
    }

    /** What the events of one aggregate came to before the batch, and come to now. */
    private record Change<S>(@Nullable S before, S now) {}

    private final AggregateEvents events;
    private final JdbcOperations db;
    private final Class<E> type;
    private final Fold<E, S> fold;
    private final List<Table<S>> tables;

    /**
     * @param events gives what the aggregates' events were before
     * @param db writes in the transaction of the events
     * @param tables in the order in which new rows are written; those that are no more go in the opposite order
     */
    public ReadSide(AggregateEvents events, JdbcOperations db, Class<E> type, Fold<E, S> fold, List<Table<S>> tables) {
        this.events = events;
        this.db = db;
        this.type = type;
        this.fold = fold;
        this.tables = List.copyOf(tables);
    }

    /** Folds an event that is being stored; its rows are written with those of all others of the batch. */
    public void on(DomainEventMessage<?> message) {
        Map<String, Change<S>> changes =
                Batch.collected(type.getName(), LinkedHashMap<String, Change<S>>::new, this::write);
        String id = message.getAggregateIdentifier();
        Change<S> earlier = changes.get(id);
        S before = earlier == null ? before(message) : earlier.before();
        S now = fold.after(earlier == null ? before : earlier.now(), stored(message));
        changes.put(id, new Change<>(before, now));
    }

    private @Nullable S before(DomainEventMessage<?> message) {
        S state = null;
        for (DomainEventMessage<?> earlier :
                events.before(message.getAggregateIdentifier(), message.getSequenceNumber())) {
            state = fold.after(state, stored(earlier));
        }
        return state;
    }

    private Stored<E> stored(DomainEventMessage<?> message) {
        return new Stored<>(
                type.cast(message.getPayload()),
                message.getSequenceNumber(),
                String.valueOf(message.getMetaData().getOrDefault(Actor.NAME, "unknown")));
    }

    private void write(Map<String, Change<S>> changes) {
        List<TableChanges> found = new ArrayList<>();
        for (Table<S> table : tables) {
            TableChanges ofTable = new TableChanges(table.name(), table.key());
            changes.values().forEach(change -> ofTable.add(rows(table, change.before()), rows(table, change.now())));
            found.add(ofTable);
        }
        found.reversed().forEach(table -> table.delete(db));
        found.forEach(table -> table.write(db));
    }

    private static <S> List<? extends Record> rows(Table<S> table, @Nullable S state) {
        return state == null ? List.of() : table.rows().apply(state);
    }

    /** What is to be written of one table. */
    private static final class TableChanges {

        private final String table;
        private final List<String> key;
        private final List<Record> added = new ArrayList<>();
        private final Map<List<String>, List<Record>> changed = new LinkedHashMap<>();
        private final List<Record> removed = new ArrayList<>();

        TableChanges(String table, List<String> key) {
            this.table = table;
            this.key = key;
        }

        void add(List<? extends Record> before, List<? extends Record> now) {
            if (before.isEmpty()) {
                added.addAll(now);
                return;
            }
            Map<List<@Nullable Object>, Record> known = new LinkedHashMap<>();
            before.forEach(row -> known.put(keyOf(row), row));
            for (Record row : now) {
                Record was = known.remove(keyOf(row));
                if (was == null) {
                    added.add(row);
                } else if (!was.equals(row)) {
                    changed.computeIfAbsent(differing(was, row), columns -> new ArrayList<>())
                            .add(row);
                }
            }
            removed.addAll(known.values());
        }

        private List<@Nullable Object> keyOf(Record row) {
            Map<String, @Nullable Object> values = Rows.values(row);
            List<@Nullable Object> found = new ArrayList<>(key.size());
            key.forEach(column -> found.add(values.get(column)));
            return found;
        }

        private static List<String> differing(Record was, Record row) {
            Map<String, @Nullable Object> before = Rows.values(was);
            return Rows.values(row).entrySet().stream()
                    .filter(value -> !Objects.equals(before.get(value.getKey()), value.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        void delete(JdbcOperations db) {
            Rows.delete(db, table, key, removed);
        }

        void write(JdbcOperations db) {
            changed.forEach((columns, rows) -> Rows.update(db, table, key, columns, rows));
            Rows.append(db, table, added);
        }
    }
}
