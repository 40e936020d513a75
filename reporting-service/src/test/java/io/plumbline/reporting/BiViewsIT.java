package io.plumbline.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The views and the JSON answers say the same, cell by cell. */
class BiViewsIT extends ReportingTest {

    @BeforeEach
    void history() {
        if (db.sql("select exists (select from report.goal where id = 'bi-goal')")
                .query((r, n) -> r.getBoolean(1))
                .single()) {
            return;
        }
        story().territory("BI", null, "Asia/Shanghai")
                .territory("BI-1", "BI", "Asia/Shanghai")
                .opportunity("bi1", "c", "BI", "1250000.00", "CNY", "2024-07-05T00:00:00Z")
                .opportunity("bi2", "c", "BI-1", "99.99", "CNY", "2024-07-06T00:00:00Z")
                .opportunity("bi3", "c", "BI-1", "500", "USD", "2024-07-06T00:00:00Z")
                .stage("bi1", "propose", 3, "0.4", "2024-07-20T00:00:00Z")
                .goal(
                        "bi-goal",
                        "2024-06-20T00:00:00Z",
                        "1000",
                        "2024-07-01",
                        "2024-12-31",
                        Story.scope("BI"),
                        "2024-07-01",
                        "2024-09-30",
                        "400",
                        "2024-10-01",
                        "2024-12-31",
                        "600")
                .goal("bi-open", "2024-06-20T00:00:00Z", "1000", "2024-07-01", "2099-12-31", Story.scope("BI"))
                .order("bi-o", "c", "BI-1", "950.5", "CNY", "2024-08-01T00:00:00Z")
                .end();
    }

    @Test
    void funnelStock() {
        assertSame(
                report("/api/reports/funnel?territory=BI").at("/rows"),
                rows(
                        "select pipeline, stage, stage_rank, currency, opportunities, amount, weighted_amount, null as refusal from bi.funnel_stock where territory = 'BI'"));
        assertSame(
                report("/api/reports/funnel").at("/rows"),
                rows(
                        "select pipeline, stage, stage_rank, currency, opportunities, amount, weighted_amount, null as refusal from bi.funnel_stock where territory is null"));
    }

    @Test
    void goalCompletion() {
        assertSame(report("/api/reports/completion").at("/rows"), rows("select * from bi.goal_completion"));
    }

    @Test
    void goalVariance() {
        assertSame(report("/api/reports/variance").at("/rows"), rows("select * from bi.goal_variance"));
    }

    @Test
    void everyViewAndEveryFunctionIsDescribed() {
        assertThat(rows("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where n.nspname = 'bi' and c.relkind = 'v' and obj_description(c.oid) is null
                """)).isEmpty();
        assertThat(rows("""
                select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                 where n.nspname = 'report' and obj_description(p.oid) is null
                """)).isEmpty();
    }

    private List<Map<String, Object>> rows(String sql) {
        return db.sql(sql).query().listOfRows();
    }

    private static void assertSame(JsonNode answer, List<Map<String, Object>> rows) {
        List<Map<String, String>> json = new ArrayList<>();
        answer.forEach(row -> {
            Map<String, String> cells = new TreeMap<>();
            row.properties()
                    .forEach(cell -> cells.put(
                            cell.getKey().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT),
                            cell.getValue().isNull()
                                    ? "null"
                                    : text(
                                            cell.getValue().isNumber()
                                                    ? cell.getValue().decimalValue()
                                                    : cell.getValue().asString())));
            json.add(cells);
        });
        List<Map<String, String>> view = new ArrayList<>();
        rows.forEach(row -> {
            Map<String, String> cells = new TreeMap<>();
            row.forEach((column, value) -> cells.put(column, text(value)));
            view.add(cells);
        });
        assertThat(json).isNotEmpty().containsExactlyInAnyOrderElementsOf(view);
    }

    private static String text(@Nullable Object value) {
        return value instanceof Number number
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }
}
