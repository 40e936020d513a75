package io.plumbline.deploy.suite.bench;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes objects of names and values that need no escape; much faster than a mapper, of which an event would need a record each. */
final class Json {

    private final StringBuilder text = new StringBuilder(256).append('{');

    /** @param value text without quotes and control characters, which is quoted; any other value is written as it is */
    Json with(String name, @Nullable Object value) {
        if (text.length() > 1) {
            text.append(',');
        }
        text.append('"').append(name).append("\":");
        if (value instanceof Number || value instanceof Boolean || value == null || value instanceof Json) {
            text.append(value);
        } else if (value instanceof List<?> list) {
            text.append(list.stream().map(Json::element).collect(Collectors.joining(",", "[", "]")));
        } else {
            text.append('"').append(value).append('"');
        }
        return this;
    }

    private static String element(Object value) {
        return value instanceof Json ? value.toString() : "\"" + value + "\"";
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
