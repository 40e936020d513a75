package io.plumbline.platform.intake;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table in the text form of {@code COPY}. It reads a record as {@link Rows} does: a list of strings is an array,
 * any other list or record is JSON.
 */
final class CopyText {

    private record Column(List<RecordComponent> path, Form form) {}

    private enum Form {
        PLAIN,
        ARRAY,
        JSON
    }

    private final StringBuilder text = new StringBuilder();
    private final List<Column> columns = new ArrayList<>();
    private final List<String> names;

    /** @param first any of the rows */
    CopyText(Record first) {
        names = Rows.columns(first);
        collect(first, List.of());
    }

    private void collect(Record row, List<RecordComponent> path) {
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            List<RecordComponent> longer = new ArrayList<>(path);
            longer.add(component);
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                collect((Record) java.util.Objects.requireNonNull(Rows.value(row, component)), longer);
            } else {
                columns.add(new Column(List.copyOf(longer), form(component)));
            }
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

    List<String> names() {
        return names;
    }

    /** Characters so far. */
    int length() {
        return text.length();
    }

    void add(Record row) {
        for (int i = 0; i < columns.size(); i++) {
            text.append(i == 0 ? "" : "\t");
            append(columns.get(i).form(), value(row, columns.get(i).path()));
        }
        text.append('\n');
    }

    private static @Nullable Object value(Record row, List<RecordComponent> path) {
        Object value = row;
        for (RecordComponent component : path) {
            value = Rows.value((Record) java.util.Objects.requireNonNull(value), component);
        }
        return value;
    }

    private void append(Form form, @Nullable Object value) {
        if (value == null) {
            text.append("\\N");
            return;
        }
        switch (form) {
            case ARRAY ->
                escape(((List<?>) value)
                        .stream()
                                .map(item -> '"'
                                        + item.toString().replace("\\", "\\\\").replace("\"", "\\\"")
                                        + '"')
                                .collect(Collectors.joining(",", "{", "}")));
            case JSON -> escape(Rows.json(value));
            case PLAIN -> {
                if (value instanceof BigDecimal number) {
                    text.append(number.toPlainString());
                } else if (value instanceof java.time.Instant instant) {
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
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
