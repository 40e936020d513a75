package io.plumbline.reporting.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way of a figure from one instant to another, in two steps: what became known of the earlier instant since (restated
 * less reported), and what happened between them (after less restated).
 *
 * @param before the earlier instant as it was reported then
 * @param restated the earlier instant as it is known for the later one
 * @param after the later instant
 * @param late a page of what had happened by the earlier instant and was recorded only after it was reported
 * @param next the offset of the next page of late events, or null after the last
 */
public record Comparison(
        String figure,
        Side before,
        Side restated,
        Side after,
        List<Formula> formulas,
        List<Answer.Source> freshness,
        List<Change> changes,
        List<Cause> late,
        @Nullable Integer next) {

    /** The two instants of one side. */
    public record Side(Instant asOf, Instant knownAt) {

        static Side of(Answer<?> answer) {
            return new Side(answer.asOf(), answer.knownAt());
        }
    }

    /**
     * A row and its steps. For numbers that add up, {@code difference} is {@code restatement} and {@code movement} together, to
     * the cent; a row that is absent on a side counts as zero. Of other numbers a step is there where both of its sides are.
     *
     * @param restatement by column; what did not change is left out
     * @param movement by column; what did not change is left out
     * @param difference by column; what did not change is left out
     */
    public record Change(
            Map<String, @Nullable Object> key,
            @Nullable Record before,
            @Nullable Record restated,
            @Nullable Record after,
            Map<String, BigDecimal> restatement,
            Map<String, BigDecimal> movement,
            Map<String, BigDecimal> difference) {}

    static <R extends Record> List<Change> changes(
            Answer<R> before, Answer<R> restated, Answer<R> after, List<String> key, Set<String> additive) {
        Map<Map<String, @Nullable Object>, R> reported = byKey(before, key);
        Map<Map<String, @Nullable Object>, R> known = byKey(restated, key);
        Map<Map<String, @Nullable Object>, R> later = byKey(after, key);
        Set<Map<String, @Nullable Object>> all = new LinkedHashSet<>(reported.keySet());
        all.addAll(known.keySet());
        all.addAll(later.keySet());
        List<String> columns = CellText.names(after.row()).stream()
                .filter(column -> !key.contains(column))
                .toList();
        List<Change> changes = new ArrayList<>();
        for (Map<String, @Nullable Object> id : all) {
            R a = reported.get(id);
            R b = known.get(id);
            R c = later.get(id);
            changes.add(new Change(
                    id,
                    a,
                    b,
                    c,
                    differences(a, b, columns, additive),
                    differences(b, c, columns, additive),
                    differences(a, c, columns, additive)));
        }
        return changes;
    }

    private static <R extends Record> Map<Map<String, @Nullable Object>, R> byKey(Answer<R> answer, List<String> key) {
        Map<Map<String, @Nullable Object>, R> rows = new LinkedHashMap<>();
        for (R row : answer.rows()) {
            Map<String, @Nullable Object> id = new LinkedHashMap<>();
            key.forEach(name -> id.put(name, CellText.value(row, name)));
            rows.put(id, row);
        }
        return rows;
    }

    private static Map<String, BigDecimal> differences(
            @Nullable Record from, @Nullable Record to, List<String> columns, Set<String> additive) {
        Map<String, BigDecimal> differences = new LinkedHashMap<>();
        for (String column : columns) {
            boolean adds = additive.contains(column);
            BigDecimal a = number(from, column, adds);
            BigDecimal b = number(to, column, adds);
            if (a != null && b != null && a.compareTo(b) != 0) {
                differences.put(column, b.subtract(a));
            }
        }
        return differences;
    }

    private static @Nullable BigDecimal number(@Nullable Record row, String column, boolean adds) {
        Object value = row == null ? null : CellText.value(row, column);
        return value instanceof Number number
                ? new BigDecimal(number.toString())
                : row == null && adds ? BigDecimal.ZERO : null;
    }
}
