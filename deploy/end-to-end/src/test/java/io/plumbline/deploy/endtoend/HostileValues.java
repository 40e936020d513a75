package io.plumbline.deploy.endtoend;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Valid JSON values, chosen by a seed, that some store, format or computation on the way is known to choke on. */
final class HostileValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u00A0",
            "\u200B\uFEFF",
            "\0",
            "a\0b",
            "\uD800",
            "a\uD800b",
            "\uDC00x",
            "\uDE00\uD83D",
            "x\uD83D",
            "\uD83D\uDE00".repeat(100),
            "\uD83D\uDE00".repeat(101),
            "\u202Eright to left\u202C",
            "\u0645\u0631\u062D\u0628\u0627",
            "\uFFFE\uFFFF",
            "\u0001\u0007\u001B[31m\u007F\u0085\u2028",
            "\\N",
            "\\.",
            "a\tb\nc\rd\\e",
            "\"{}\"",
            "';--",
            "$1 %s {0} ${x}",
            "=1+1",
            "x".repeat(201),
            "x".repeat(11_000),
            "null",
            "NaN",
            "Infinity",
            "1e1000000",
            "-1",
            "%00",
            "../..",
            "\u0130\u0131\u1E9E",
            "e\u0301\u0302\u0303",
            "\uD834\uDD1E\uDB40\uDC01");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0.0",
            "-1",
            "0.1",
            "0.000001",
            "1e-7",
            "1e-18",
            "1e-19",
            "1e-400",
            "1e-1000000",
            "0e-1000000",
            "1e15",
            "999999999999999.9999",
            "9999999999999999.99999",
            "1e20",
            "1e21",
            "9999999999999999999999",
            "1e22",
            "1e30",
            "1e400",
            "-1e400",
            "1e1000000",
            "-1e1000000",
            "1e2147483647",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "1.9",
            "1.0000000000000000000000000001",
            "1234567890123456789012345678901234567890");

    private static final List<String> DAYS = List.of(
            "0001-01-01",
            "0000-01-01",
            "0000-00-00",
            "-0001-01-01",
            "-5000-01-01",
            "0999-12-31",
            "1000-01-01",
            "1582-10-10",
            "1900-02-29",
            "2024-02-29",
            "2024-02-30",
            "2099-12-31",
            "8999-12-31",
            "9000-01-01",
            "9999-12-31",
            "+10000-01-01",
            "+294277-01-01",
            "+999999999-12-31",
            "-999999999-01-01",
            "infinity",
            "-infinity");

    private static final List<String> TIMES = List.of(
            "T00:00:00Z",
            "T15:54:17Z",
            "T23:59:59.999999999Z",
            "T24:00:00Z",
            "T23:59:60Z",
            "T00:00:00+18:00",
            "T23:59:59-18:00",
            "",
            "T00:00:00");

    private final Random random;

    HostileValues(long seed) {
        this.random = new Random(seed);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Mostly of the kind of the value that it takes the place of, so that it gets past the first look. */
    JsonNode insteadOf(JsonNode harmless) {
        if (oneIn(8)) {
            return anything();
        }
        if (harmless.isNumber()) {
            return JSON.numberNode(new BigDecimal(any(NUMBERS)));
        }
        if (harmless.isString() && harmless.asString().matches("\\d{4}-\\d{2}-\\d{2}.*")) {
            return JSON.stringNode(harmless.asString().length() > 10 ? instant() : any(DAYS));
        }
        return harmless.isString() ? JSON.stringNode(text()) : anything();
    }

    /** A value for a parameter of an address. */
    String parameter() {
        return switch (random.nextInt(4)) {
            case 0 -> any(NUMBERS);
            case 1 -> instant();
            case 2 -> any(DAYS);
            default -> text();
        };
    }

    private JsonNode anything() {
        return switch (random.nextInt(8)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(true);
            case 2 -> JSON.arrayNode();
            case 3 -> JSON.arrayNode().add(JSON.nullNode());
            case 4 -> JSON.objectNode().put(text(), text());
            case 5 -> JSON.numberNode(new BigDecimal(any(NUMBERS)));
            case 6 -> JSON.stringNode(instant());
            default -> JSON.stringNode(text());
        };
    }

    private String instant() {
        return any(DAYS) + any(TIMES);
    }

    private String text() {
        if (!oneIn(3)) {
            return any(TEXTS);
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i >= 0; i--) {
            if (oneIn(4)) {
                // half a pair, as often as not
                text.append((char) random.nextInt(Character.MAX_VALUE + 1));
            } else {
                text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
            }
        }
        return text.toString();
    }
}
