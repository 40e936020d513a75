package io.plumbline.platform.intake;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Rows of one table in the text form of {@code COPY}. It reads a record as {@link Rows} does: a list of strings is an array,
 * any other list or record is JSON.
 */
final class CopyText {

    private static final String SPECIAL = "\\\t\n\r";
    private static final String ESCAPED = "\\tnr";

    private record Column(Function<Record, @Nullable Object> value, Form form) {}

    private enum Form {
        PLAIN,
        ARRAY,
        JSON
    }

    /** A component of a class of records. */
    private record Component(Function<Record, @Nullable Object> value, boolean unwrapped, Form form) {}

    private static final ClassValue<List<Component>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(component -> new Component(
                            reader(component.getAccessor()),
                            component.getAccessor().isAnnotationPresent(JsonUnwrapped.class),
                            form(component)))
                    .toList();
        }
    };

    private final StringBuilder text = new StringBuilder();
    private final List<Column> columns = new ArrayList<>();
    private final List<String> names;

    /** @param first any of the rows */
    CopyText(Record first) {
        names = Rows.columns(first);
        collect(first, Function.identity());
    }

    private void collect(Record row, Function<Record, Record> path) {
        for (Component component : COMPONENTS.get(row.getClass())) {
            if (component.unwrapped()) {
                collect((Record) requireNonNull(component.value().apply(row)), path.andThen(outer ->
                        (Record) requireNonNull(component.value().apply(outer))));
            } else {
                columns.add(new Column(path.andThen(component.value()), component.form()));
            }
        }
    }

    /** Compiled as a call would be: of a rebuild's time, reflection took a quarter. */
    @SuppressWarnings("unchecked")
    private static Function<Record, @Nullable Object> reader(Method accessor) {
        accessor.setAccessible(true);
        try {
            return MethodHandleProxies.asInterfaceInstance(
                    Function.class, MethodHandles.lookup().unreflect(accessor));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Form form(RecordComponent component) {
        if (component.getAccessor().isAnnotationPresent(JsonRawValue.class)) {
            return Form.PLAIN;
        }
        if (List.class.isAssignableFrom(component.getType())) {
            boolean strings = component.getGenericType() instanceof ParameterizedType type
                    && type.getActualTypeArguments()[0] == String.class;
            return strings ? Form.ARRAY : Form.JSON;
        }
        return Record.class.isAssignableFrom(component.getType()) || Map.class.isAssignableFrom(component.getType())
                ? Form.JSON
                : Form.PLAIN;
    }

    /** Characters so far. */
    int length() {
        return text.length();
    }

    void add(Record row) {
        char separator = 0;
        for (Column column : columns) {
            if (separator != 0) {
                text.append(separator);
            }
            separator = '\t';
            append(column.form(), column.value().apply(row));
        }
        text.append('\n');
    }

    private void append(Form form, @Nullable Object value) {
        if (value == null) {
            text.append("\\N");
            return;
        }
        switch (form) {
            case ARRAY -> escape(array((List<?>) value));
            case JSON -> escape(Rows.json(value));
            case PLAIN -> {
                if (value instanceof BigDecimal number) {
                    text.append(number.toPlainString());
                } else if (value instanceof Instant instant) {
                    text.append(Rows.timestamp(instant));
                } else if (value instanceof byte[] bytes) {
                    text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
                } else if (value instanceof String string) {
                    escape(string);
                } else {
                    text.append(value);
                }
            }
        }
    }

    private void escape(String string) {
        int written = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '\\' || c == '\t' || c == '\n' || c == '\r') {
                text.append(string, written, i).append('\\').append(ESCAPED.charAt(SPECIAL.indexOf(c)));
                written = i + 1;
            }
        }
        text.append(string, written, string.length());
    }

    /** A row's values by column, in the order of the columns. */
    Map<String, @Nullable Object> valuesOf(Record row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), columns.get(i).value().apply(row));
        }
        return values;
    }

    /**
     * Executes a statement with the values of rows, each as text that PostgreSQL reads as the type of the column beside it.
     *
     * @param parameters the columns whose values they are, row by row
     */
    void execute(String statement, List<String> parameters, List<? extends Record> rows, JdbcOperations db) {
        db.update(statement, prepared -> {
            int parameter = 1;
            for (Record row : rows) {
                for (String name : parameters) {
                    Column column = columns.get(names.indexOf(name));
                    Object value = column.value().apply(row);
                    if (value == null) {
                        prepared.setNull(parameter++, Types.OTHER);
                    } else {
                        prepared.setObject(parameter++, text(column.form(), value), Types.OTHER);
                    }
                }
            }
        });
    }

    private static String text(Form form, Object value) {
        return switch (form) {
            case ARRAY -> array((List<?>) value);
            case JSON -> Rows.json(value);
            case PLAIN ->
                switch (value) {
                    case BigDecimal number -> number.toPlainString();
                    case Instant instant -> Rows.timestamp(instant);
                    case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
                    default -> value.toString();
                };
        };
    }

    private static String array(List<?> items) {
        return items.stream()
                .map(item -> '"' + item.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Adds what has been collected to a table, in one statement. */
    void copyInto(String table, JdbcOperations db) {
        String copy = "copy " + table + " (" + String.join(", ", names) + ") from stdin";
        db.execute((ConnectionCallback<Long>) (Connection connection) -> {
            try {
                return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(copy, new StringReader(text.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
