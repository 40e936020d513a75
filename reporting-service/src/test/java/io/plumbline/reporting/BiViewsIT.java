package io.plumbline.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.Servers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
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
                .tell(
                        "order.LinesReturned",
                        "bi-o",
                        "2024-08-05T00:00:00Z",
                        "lines",
                        List.of(Story.map(
                                "lineId", "line", "quantity", new BigDecimal("0.5"), "amount", new BigDecimal("50"))))
                .customer("bi-c", "LARGE", "retail", "BI-1")
                .tell("customer.TierChanged", "bi-c", "2024-03-01T00:00:00Z", "tier", "B")
                .tell("customer.TierChanged", "bi-c", "2024-06-01T00:00:00Z", "tier", "A")
                .tell(
                        "territory.RepresentativeAssigned",
                        "territory-BI-1",
                        "2024-02-01T00:00:00Z",
                        "assignmentId",
                        "bi-a",
                        "representative",
                        "bi-rep",
                        "displayName",
                        "Bi Rep",
                        "role",
                        "REP",
                        "from",
                        "2024-02-01")
                .tell(
                        "territory.AssignmentEnded",
                        "territory-BI-1",
                        "2024-10-01T00:00:00Z",
                        "assignmentId",
                        "bi-a",
                        "to",
                        "2024-10-31")
                .end();
    }

    @Test
    void funnelStock() {
        assertSame(
                report("/api/reports/funnel?territory=BI").at("/rows"),
                rows(
                        "select pipeline, stage, stage_rank, currency, opportunities, amount, weighted_amount, null as unavailable_reason, true as complete, null as unconverted, held, held_amount from bi.funnel_stock where territory = 'BI'"));
        assertSame(
                report("/api/reports/funnel").at("/rows"),
                rows(
                        "select pipeline, stage, stage_rank, currency, opportunities, amount, weighted_amount, null as unavailable_reason, true as complete, null as unconverted, held, held_amount from bi.funnel_stock where territory is null"));
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
    void cohortsAndStaysOfAMonth() {
        assertSame(
                report("/api/reports/funnel/cohort?from=2024-07-01&to=2024-07-31")
                        .at("/rows"),
                rows("select * from bi.funnel_cohort where month = '2024-07-01'"));
        assertThat(report("/api/reports/funnel/stay?from=2024-07-01&to=2024-07-31")
                        .at("/rows"))
                .hasSameSizeAs(rows("select from bi.stage_stay where month = '2024-07-01'"));
        String asOf = "2099-01-01T00:00:00Z";
        assertSame(
                report("/api/reports/funnel/stay?from=2024-07-01&to=2024-07-31&asOf=" + asOf)
                        .at("/rows"),
                rows("select * from report.funnel_stays(report.instant('" + asOf
                        + "', now()), report.period('2024-07-01', '2024-07-31'), null, true)"));
    }

    @Test
    void monthsOfSalesWinsAndThePipeline() {
        assertSame(
                report("/api/reports/sales?from=2024-08-01&to=2024-08-31").at("/rows"),
                rows("select * from bi.sales_metrics where month = '2024-08-01'"));
        assertSame(
                report("/api/reports/funnel/wins?from=2024-08-01&to=2024-08-31").at("/rows"),
                rows("select * from bi.win_metrics where month = '2024-08-01'"));
        assertSame(
                report("/api/reports/pipeline-bridge?since=2024-07-01T00:00:00Z&asOf=2024-08-01T00:00:00Z")
                        .at("/rows"),
                rows("select * from bi.pipeline_bridge where month = '2024-07-01'"));
    }

    @Test
    void cadenceForecastStalledAndFreshness() {
        assertSame(report("/api/reports/activities/cadence").at("/rows"), rows("select * from bi.cadence_compliance"));
        assertSame(report("/api/reports/forecast").at("/rows"), rows("select * from bi.goal_forecast"));
        assertThat(report("/api/reports/funnel/stalled").at("/rows").findValuesAsString("id"))
                .containsExactlyInAnyOrderElementsOf(db.sql("select id from bi.funnel_stalled")
                        .query((r, n) -> r.getString(1))
                        .list());
        assertThat(rows("select * from bi.freshness"))
                .hasSameSizeAs(report("/api/reports/completion").at("/freshness"));
    }

    @Test
    void factsAddUpToTheReports() {
        JsonNode sales = report("/api/reports/sales/by?dimension=PRODUCT&from=2024-01-01&to=2024-12-31&territory=BI")
                .at("/rows");
        assertSame(sales, rows("""
                        select product as key, currency, sum(sales_amount) as sales_amount, sum(units) as units,
                               sum(orders) as orders, 1 as customers, 1 as share, null as unavailable_reason,
                               true as complete, null as unconverted
                          from bi.sales_daily
                         where territory in ('BI', 'BI-1') and day between '2024-01-01' and '2024-12-31'
                         group by product, currency
                        """));
        assertThat(
                        rows(
                                "select sum(net_amount) as amount, min(ordered_day)::text as day from bi.order_line where order_id = 'bi-o'"))
                .containsExactly(Map.of("amount", new BigDecimal("900.5"), "day", "2024-08-01"));
        assertThat(rows("""
                        select s.territory, s.pipeline, s.stage, s.stage_rank, s.currency, s.opportunities, s.amount, s.weighted_amount
                          from bi.funnel_stock s where s.territory = 'BI'
                        except
                        select a.above, o.pipeline, o.stage, o.stage_rank, o.currency, count(*), sum(o.amount), round(sum(o.amount * o.probability), 2)
                          from bi.opportunity o join bi.territory_above a on a.territory = o.territory
                         where o.status = 'OPEN' group by 1, 2, 3, 4, 5
                        """)).isEmpty();
        assertThat(
                        rows(
                                "select phase, target, first_day::text as day from bi.goal_target where goal_id = 'bi-goal' order by phase"))
                .extracting(row -> row.get("phase") + " " + row.get("target") + " " + row.get("day"))
                .containsExactly("0 1000 2024-07-01", "1 400 2024-07-01", "2 600 2024-10-01");
        assertThat(rows("select stage, advanced from bi.opportunity_stage where opportunity_id = 'bi1' order by visit"))
                .extracting(row -> row.get("stage") + " " + row.get("advanced"))
                .containsExactly("develop true", "propose null");
    }

    @Test
    void dimensionsKnowWhatFactsName() {
        assertThat(rows("""
                        select c.tier, c.valid_to is null as still
                          from bi.customer_history c where c.customer_id = 'bi-c' order by c.valid_from
                        """))
                .extracting(row -> row.get("tier") + " " + row.get("still"))
                .containsExactly("null false", "B false", "A true");
        assertThat(rows("select tier, territory from bi.customer where customer_id = 'bi-c'"))
                .containsExactly(Map.of("tier", "A", "territory", "BI-1"));
        assertThat(rows("select representative, display_name from bi.representative where representative = 'bi-rep'"))
                .containsExactly(Map.of("representative", "bi-rep", "display_name", "Bi Rep"));
        assertThat(rows("select last_day::text as last_day from bi.assignment where representative = 'bi-rep'"))
                .containsExactly(Map.of("last_day", "2024-10-31"));
        assertThat(rows("select iso_year, iso_week from bi.date where date = '2024-12-30'"))
                .containsExactly(Map.of("iso_year", 2025, "iso_week", 1));
        assertThat(rows("select above from bi.territory_above where territory = 'BI-1' order by distance"))
                .extracting(row -> row.get("above"))
                .containsExactly("BI-1", "BI");
        assertThat(rows("select from bi.product_line where product is not null"))
                .isNotEmpty();
        assertThat(rows("select revision from bi.goal_history where goal_id = 'bi-goal'"))
                .isNotEmpty();
    }

    @Test
    void noTimeInAnyViewIsInfinite() {
        story().recordedAt("2024-02-01T00:00:00Z")
                .customer("bi-infinite", "LARGE", "retail", "BI")
                .end();
        enter(
                HttpMethod.POST,
                "/api/reports/rates",
                "{\"rates\": [{\"currency\": \"NOK\", \"into\": \"CNY\", \"rate\": 0.7, \"planId\": \"bi-plan\"}]}");
        List<Map<String, Object>> columns = rows("""
                select table_name, column_name from information_schema.columns
                 where table_schema = 'bi'
                   and (data_type = 'date' or data_type like 'timestamp%') order by table_name, column_name
                """);
        assertThat(columns).hasSizeGreaterThan(30);
        for (Map<String, Object> column : columns) {
            assertThat(db.sql("select count(*) from bi.%1$s where not isfinite(%2$s)"
                                    .formatted(column.get("table_name"), column.get("column_name")))
                            .query((r, n) -> r.getLong(1))
                            .single())
                    .as(column.toString())
                    .isZero();
        }
        assertThat(
                        rows(
                                "select from bi.customer_history where customer_id = 'bi-infinite' and valid_from = '1900-01-01T00:00:00Z'"))
                .hasSize(1);
    }

    @Test
    void aCascadeOfGoalsCountsOnceForEveryTerritory() {
        if (!isTold("cascade")) {
            story().territory("CASCADE", null, "UTC")
                    .territory("CASCADE-N", "CASCADE", "UTC")
                    .territory("CASCADE-S", "CASCADE", "UTC")
                    .territory("CASCADE-S1", "CASCADE-S", "UTC")
                    .goal("cascade", AT, "1000", "2024-01-01", "2024-12-31", Story.scope("CASCADE"))
                    .goal("cascade-q1", AT, "250", "2024-01-01", "2024-03-31", Story.scope("CASCADE"), child("cascade"))
                    .goal(
                            "cascade-n",
                            AT,
                            "400",
                            "2024-01-01",
                            "2024-12-31",
                            Story.scope("CASCADE-N"),
                            child("cascade"))
                    .goal(
                            "cascade-s",
                            AT,
                            "600",
                            "2024-01-01",
                            "2024-12-31",
                            Story.scope("CASCADE-S"),
                            child("cascade"))
                    .goal(
                            "cascade-s1",
                            AT,
                            "600",
                            "2024-01-01",
                            "2024-12-31",
                            Story.scope("CASCADE-S1"),
                            child("cascade-s"))
                    // in a territory whose own region has no goal of the metric
                    .goal(
                            "cascade-units",
                            AT,
                            "7",
                            "2024-01-01",
                            "2024-12-31",
                            Story.scope("CASCADE-S1"),
                            Map.of("metric", "UNITS", "unit", "pieces"))
                    // a goal that was never agreed upon is no target
                    .tell("goal.GoalDrafted", "cascade-draft", AT, draft())
                    .end();
        }
        assertThat(rows("""
                        select t.territory, t.metric, sum(c.target) as target, count(*) as goals
                          from bi.territory_goal t join bi.goal_completion c on c.goal_id = t.goal_id
                         where t.territory like 'CASCADE%' and t.adds_up
                         group by t.territory, t.metric, c.currency, t.period_from, t.period_to
                        """))
                .extracting(row -> row.get("territory") + " " + row.get("metric") + " " + row.get("target") + " "
                        + row.get("goals"))
                .containsExactlyInAnyOrder(
                        "CASCADE SALES_AMOUNT 1000 1",
                        "CASCADE-N SALES_AMOUNT 400 1",
                        "CASCADE-S SALES_AMOUNT 600 1",
                        "CASCADE-S1 SALES_AMOUNT 600 1",
                        "CASCADE UNITS 7 1",
                        "CASCADE-S UNITS 7 1",
                        "CASCADE-S1 UNITS 7 1");
        assertThat(rows("select goal_id from bi.territory_goal where territory is null and goal_id like 'cascade%'"))
                .extracting(row -> row.get("goal_id"))
                .containsExactlyInAnyOrder("cascade", "cascade-units");
    }

    private static final String AT = "2023-12-01T00:00:00Z";

    private static Map<String, String> child(String parent) {
        return Map.of("parentId", parent);
    }

    private static Object[] draft() {
        return new Object[] {
            "name",
            "cascade-draft",
            "metric",
            "SALES_AMOUNT",
            "unit",
            "CNY",
            "currency",
            "CNY",
            "target",
            5,
            "period",
            Story.map("from", "2023-01-01", "to", "2025-12-31"),
            "scope",
            Story.scope("CASCADE-S"),
            "owner",
            "o",
            "phasing",
            List.of(),
            "completionTolerance",
            new BigDecimal("0.05")
        };
    }

    @Test
    void aRoleReadsTheTerritoriesThatItWasAdmittedToAndNothingElse() {
        Database role = Servers.shared().createReader(DATABASE, "bi_north");
        Database stranger = Servers.shared().createReader(DATABASE, "bi_nobody");
        db.sql("select report.bi_admit(?, array['BI-1'])")
                .param(role.user())
                .query()
                .listOfRows();
        db.sql("grant usage on schema bi to " + stranger.user()).update();
        db.sql("grant select on all tables in schema bi to " + stranger.user()).update();

        for (String view : db.sql("select table_name from information_schema.views where table_schema = 'bi'")
                .query((r, n) -> r.getString(1))
                .list()) {
            // none fails for want of a right
            as(role, "select count(*) from bi." + view);
        }
        for (String view : List.of(
                "opportunity",
                "opportunity_stage",
                "activity",
                "sales",
                "order_line",
                "sales_daily",
                "funnel_stock",
                "goal",
                "goal_completion",
                "territory_goal",
                "customer",
                "territory",
                "representative")) {
            assertThat(as(stranger, "select count(*) from bi." + view)).as(view).isEqualTo("0");
        }
        assertThat(as(role, "select string_agg(opportunity_id, ',' order by opportunity_id) from bi.opportunity"))
                .isEqualTo("bi2,bi3");
        assertThat(as(role, "select string_agg(distinct territory, ',') from bi.sales"))
                .isEqualTo("BI-1");
        assertThat(as(role, "select string_agg(distinct territory, ',') from bi.funnel_stock"))
                .isEqualTo("BI-1");
        assertThat(
                        as(
                                role,
                                "select sum(open_at_end) from bi.pipeline_bridge where month = '2024-07-01' and currency = 'CNY'"))
                .isEqualTo("99.99");
        assertThat(as(role, "select count(*) from bi.goal")).isEqualTo("0");
        assertThatThrownBy(() -> as(role, "select count(*) from report.opportunity"))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> as(role, "select report.bi_roots('postgres')"))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private static @Nullable String as(Database role, String sql) {
        return JdbcClient.create(new DriverManagerDataSource(role.jdbcUrl(), role.user(), role.password()))
                .sql(sql)
                .query((r, n) -> r.getString(1))
                .single();
    }

    @Test
    void everyViewAndEveryFunctionIsDescribed() {
        assertThat(rows("""
                select c.relname, a.attname
                  from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                 where n.nspname = 'bi' and c.relkind = 'v' and col_description(c.oid, a.attnum) is null
                """)).isEmpty();
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
            // what the view says beside a report of one month
            cells.remove("month");
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
