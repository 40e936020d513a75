package io.plumbline.deploy.endtoend;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares an answer with the one that the README shows; {@code …} stands for anything there. */
final class Answers {

    private static final String ANYTHING = "…";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Answers() {}

    static boolean matches(Tour.Step step, String actual) {
        return step.kind().equals("json")
                ? matches(JSON.readTree(step.answer()), JSON.readTree(actual.isBlank() ? "null" : actual))
                : table(actual).matches(pattern(table(step.answer())));
    }

    private static boolean matches(JsonNode expected, JsonNode actual) {
        if (expected.isString() && expected.asString().contains(ANYTHING)) {
            return actual.isValueNode() && actual.asString("").matches(pattern(expected.asString()));
        }
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        if (expected.isArray() && actual.isArray()) {
            return expected.size() == actual.size()
                    && indices(expected.size()).allMatch(i -> matches(expected.get(i), actual.get(i)));
        }
        if (expected.isObject() && actual.isObject()) {
            boolean more = expected.has(ANYTHING);
            return (more || expected.size() == actual.size())
                    && expected.propertyStream()
                            .filter(field -> !field.getKey().equals(ANYTHING))
                            .allMatch(field -> actual.has(field.getKey())
                                    && matches(field.getValue(), actual.get(field.getKey())));
        }
        return expected.equals(actual);
    }

    private static IntStream indices(int size) {
        return IntStream.range(0, size);
    }

    /** Without the blanks that line a table's columns up. */
    private static String table(String text) {
        return text.strip()
                .lines()
                .map(line -> line.replaceAll(" +", " ").strip())
                .collect(Collectors.joining("\n"));
    }

    private static String pattern(String expected) {
        return Arrays.stream(expected.split(ANYTHING, -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }
}
