package io.plumbline.reporting.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same report for two pairs of instants, row by row. */
public record Comparison<R extends Record>(Answer<R> before, Answer<R> after, List<Change<R>> changes) {

    /**
     * A row on both sides.
     *
     * @param before null where the row is new
     * @param after null where the row is gone
     * @param differences after less before, of every number that both sides have and that differs
     */
    public record Change<R extends Record>(
            Map<String, @Nullable Object> key,
            @Nullable R before,
            @Nullable R after,
            Map<String, BigDecimal> differences) {}

    static <R extends Record> Comparison<R> of(Answer<R> before, Answer<R> after, List<String> key) {
        Map<Map<String, @Nullable Object>, R> earlier = byKey(before, key);
        Map<Map<String, @Nullable Object>, R> later = byKey(after, key);
        List<Change<R>> changes = new ArrayList<>();
        earlier.forEach((id, row) -> changes.add(change(id, row, later.get(id), key)));
        later.forEach((id, row) -> {
            if (!earlier.containsKey(id)) {
                changes.add(change(id, null, row, key));
            }
        });
        return new Comparison<>(before, after, changes);
    }

    private static <R extends Record> Map<Map<String, @Nullable Object>, R> byKey(Answer<R> answer, List<String> key) {
        Map<Map<String, @Nullable Object>, R> rows = new LinkedHashMap<>();
        for (R row : answer.rows()) {
            Map<String, @Nullable Object> id = new LinkedHashMap<>();
            key.forEach(name -> id.put(name, Cells.value(row, name)));
            rows.put(id, row);
        }
        return rows;
    }

    private static <R extends Record> Change<R> change(
            Map<String, @Nullable Object> id, @Nullable R before, @Nullable R after, List<String> key) {
        Map<String, BigDecimal> differences = new LinkedHashMap<>();
        if (before != null && after != null) {
            for (String name : Cells.names(before.getClass())) {
                if (!key.contains(name)
                        && Cells.value(before, name) instanceof Number a
                        && Cells.value(after, name) instanceof Number b) {
                    BigDecimal difference = new BigDecimal(b.toString()).subtract(new BigDecimal(a.toString()));
                    if (difference.signum() != 0) {
                        differences.put(name, difference);
                    }
                }
            }
        }
        return new Change<>(id, before, after, differences);
    }
}
