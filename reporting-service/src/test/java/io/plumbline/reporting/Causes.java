package io.plumbline.reporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What an explanation says of the parts of a figure. */
final class Causes {

    private Causes() {}

    /** What the causes of each part add up to; parts without any number are left out. */
    static Map<String, BigDecimal> sums(JsonNode explanation, String column) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (JsonNode event : explanation.at("/events/rows")) {
            if (!event.get(column).isNull()) {
                sums.merge(
                        event.get("part").asString(),
                        event.get(column).decimalValue().stripTrailingZeros(),
                        BigDecimal::add);
            }
        }
        sums.replaceAll((part, sum) -> new BigDecimal(sum.stripTrailingZeros().toPlainString()));
        return sums;
    }

    /** What the causes of all parts add up to. */
    static BigDecimal sum(JsonNode explanation, String column) {
        return sums(explanation, column).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The types of the events of a part, without their service's names. */
    static List<String> types(JsonNode explanation, String part) {
        List<String> types = new ArrayList<>();
        for (JsonNode event : explanation.at("/events/rows")) {
            if (event.get("part").asString().equals(part)) {
                types.add(event.get("type").asString().split("\\.")[1]);
            }
        }
        return types;
    }
}
