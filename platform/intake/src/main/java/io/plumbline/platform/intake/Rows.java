package io.plumbline.platform.intake;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes records as rows of a table, a whole list in one statement.
 *
 * <p>A record's components are the table's columns in snake case; those of a component that is a record marked
 * {@code @JsonUnwrapped} stand beside the others. Where rows may be there already, one JSON parameter carries all and PostgreSQL
 * converts each value by the column's own type, so there is one statement per table instead of a list of arrays with a
 * type for each column. Rows are written in the order of their keys: two writers can't deadlock on them.
 */
public final class Rows {

    /** Written as PostgreSQL's {@code infinity}. */
    public static final Instant FOREVER = Instant.MAX;

    /** Written as PostgreSQL's {@code -infinity}. */
    public static final Instant ALWAYS = Instant.MIN;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addModule(new SimpleModule().addSerializer(new InstantSerializer()).addSerializer(new BytesSerializer()))
            .build();

    private Rows() {}

    /** Inserts rows; those whose key is there already replace the columns that they name. */
    public static void upsert(JdbcClient db, String table, List<? extends Record> rows, String... key) {
        if (rows.isEmpty()) {
            return;
        }
        String keys = String.join(", ", key);
        String changes = columns(rows.getFirst()).stream()
                .filter(column -> !Arrays.asList(key).contains(column))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        write(db, table, rows, " order by " + keys + " on conflict (" + keys + ") do update set " + changes);
    }

    /** Inserts rows; those whose key is there already are left as they are. */
    public static void insert(JdbcClient db, String table, List<? extends Record> rows, String... key) {
        String keys = String.join(", ", key);
        write(db, table, rows, " order by " + keys + " on conflict (" + keys + ") do nothing");
    }

    /** So many rows take less as statements that PostgreSQL has prepared than by {@code COPY}, which it plans each time. */
    private static final int FEW = 4;

    /**
     * Adds rows whose keys nobody else writes, more than a few by {@code COPY}: a row takes half of what it takes by
     * {@link #insert}, which makes it of JSON and looks for its key before it is inserted.
     *
     * @throws org.springframework.dao.DuplicateKeyException where a key is there already
     */
    public static void append(JdbcOperations db, String table, List<? extends Record> rows) {
        if (rows.isEmpty()) {
            return;
        }
        CopyText text = new CopyText(rows.getFirst());
        if (rows.size() <= FEW) {
            List<String> columns = columns(rows.getFirst());
            String row = "(" + "?, ".repeat(columns.size() - 1) + "?)";
            text.execute(
                    "insert into " + table + " (" + String.join(", ", columns) + ") values "
                            + String.join(", ", Collections.nCopies(rows.size(), row)),
                    columns,
                    rows,
                    db);
            return;
        }
        rows.forEach(text::add);
        text.copyInto(table, db);
    }

    /**
     * Changes columns of rows that are there.
     *
     * @param key the columns that identify a row
     * @param columns those to change, of the rows' columns
     */
    public static void update(
            JdbcOperations db, String table, List<String> key, List<String> columns, List<? extends Record> rows) {
        if (rows.size() <= FEW) {
            String statement = "update " + table + " set " + joined(columns, " = ?", ", ") + " where "
                    + joined(key, " = ?", " and ");
            List<String> parameters =
                    Stream.concat(columns.stream(), key.stream()).toList();
            rows.forEach(row -> new CopyText(row).execute(statement, parameters, List.of(row), db));
        } else {
            String changes = columns.stream()
                    .map(column -> column + " = changed." + column)
                    .collect(Collectors.joining(", "));
            join("update " + table + " as kept set " + changes + " from ", table, key, db, rows);
        }
    }

    /**
     * Deletes rows.
     *
     * @param key the columns that identify a row
     */
    public static void delete(JdbcOperations db, String table, List<String> key, List<? extends Record> rows) {
        if (rows.size() <= FEW) {
            String statement = "delete from " + table + " where " + joined(key, " = ?", " and ");
            rows.forEach(row -> new CopyText(row).execute(statement, key, List.of(row), db));
        } else {
            join("delete from " + table + " as kept using ", table, key, db, rows);
        }
    }

    private static void join(
            String statement, String table, List<String> key, JdbcOperations db, List<? extends Record> rows) {
        String same = key.stream()
                .map(column -> "kept." + column + " = changed." + column)
                .collect(Collectors.joining(" and "));
        db.update(
                statement + "json_populate_recordset(null::" + table + ", ?::json) as changed where " + same,
                json(rows));
    }

    private static String joined(List<String> columns, String suffix, String separator) {
        return columns.stream().map(column -> column + suffix).collect(Collectors.joining(separator));
    }

    /** A row's values by column, in the order of the columns. */
    public static Map<String, @Nullable Object> values(Record row) {
        return new CopyText(row).valuesOf(row);
    }

    /** Values as JSON, a list as one array, for {@code json_populate_recordset} and its kind. */
    public static String json(Object values) {
        return MAPPER.writeValueAsString(values);
    }

    private static void write(JdbcClient db, String table, List<? extends Record> rows, String tail) {
        if (rows.isEmpty()) {
            return;
        }
        String columns = String.join(", ", columns(rows.getFirst()));
        db.sql("insert into " + table + " (" + columns + ") select " + columns + " from json_populate_recordset(null::"
                        + table + ", ?::json)" + tail)
                .param(json(rows))
                .update();
    }

    static List<String> columns(Record row) {
        List<String> columns = new ArrayList<>();
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                component.getAccessor().setAccessible(true);
                columns.addAll(columns((Record) Objects.requireNonNull(value(row, component))));
            } else {
                columns.add(component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
            }
        }
        return columns;
    }

    static @Nullable Object value(Record row, RecordComponent component) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static String timestamp(Instant instant) {
        return instant.equals(FOREVER) ? "infinity" : instant.equals(ALWAYS) ? "-infinity" : instant.toString();
    }

    private static final class InstantSerializer extends StdSerializer<Instant> {

        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
            json.writeString(timestamp(value));
        }
    }

    private static final class BytesSerializer extends StdSerializer<byte[]> {

        BytesSerializer() {
            super(byte[].class);
        }

        @Override
        public void serialize(byte[] value, JsonGenerator json, SerializationContext context) {
            json.writeString("\\x" + HexFormat.of().formatHex(value));
        }
    }
}
