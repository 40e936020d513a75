package io.plumbline.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.Servers;
import io.plumbline.reporting.history.ReadModelSchema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What PostgreSQL makes of a report: filters are passed as composite values, and cost nothing where they are not used. */
class PlansIT {

    private static final String @Nullable [] NONE = null;
    private static final Period MONTH = new Period(LocalDate.parse("2024-07-01"), LocalDate.parse("2024-07-31"));

    /** Of the functions that read the tables. */
    private static final String CALLED =
            "Function Scan on (\\w*sales|sales_\\w+|\\w*orders|opportunit\\w+|stage_\\w+|funnel_\\w+|customers|activities|cadence_\\w+|\\w+_at)\\b";

    private static final Instant NOW = Instant.parse("2024-08-01T00:00:00Z");
    private static final SingleConnectionDataSource CONNECTION = connection();
    private static final JdbcClient DB = JdbcClient.create(CONNECTION);

    @BeforeAll
    static void likeAReport() {
        new ReadModelSchema(CONNECTION).migrate();
        DB.sql("""
                        select set_config('plan_cache_mode', 'force_custom_plan', false),
                               set_config('enable_seqscan', 'off', false)
                        """).query().singleRow();
    }

    /** Nothing is called that could be planned with what it is asked for. */
    @ParameterizedTest
    @ValueSource(
            strings = {"sales_summary", "sales_by", "funnel_wins", "funnel_conversion", "funnel_stay", "repurchase"})
    void aReportOfAPeriodIsInlinedWhole(String function) {
        assertThat(plan(report(function), scope(array("CN"), NONE, NONE))).doesNotContainPattern(CALLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"funnel_stock", "funnel_stalled", "cadence_compliance"})
    void aReportOfAnInstantIsInlinedWhole(String function) {
        assertThat(plan(call(function), scope(array("CN"), NONE, NONE))).doesNotContainPattern(CALLED);
    }

    @Test
    void aFilterThatIsNotUsedDropsOutOfThePlan() {
        String whole = plan(report("funnel_wins"), scope(NONE, NONE, NONE));

        assertThat(whole)
                .contains("on opportunity")
                .doesNotContain(
                        "SubPlan", "customer", "channel", "segment", "owner", "member_codes", "jsonb_array_elements");
    }

    @Test
    void aFilterThatIsUsedBecomesAConditionOnTheTable() {
        String some = plan(report("funnel_wins"), scope(NONE, array("LARGE"), array("online")));

        assertThat(some)
                .contains("channel = ANY ('{online}'::text[])", "segment = ANY ('{LARGE}'::text[])")
                .doesNotContain("industry", "tier", "owner");
    }

    @Test
    void territoriesAreLookedUpInTheIndex() {
        assertThat(plan(report("sales_summary"), scope(array("CN"), NONE, NONE)))
                .containsPattern("Index Cond: \\(\\(territory = ANY .*\\) AND \\(occurred_at <= ");
    }

    /** What stood at an instant is a condition on the table too, also at the instant of each entry. */
    @Test
    void whatStoodAtAnInstantIsLookedUpByItsKey() {
        assertThat(plan(report("sales_summary"), scope(NONE, array("LARGE"), NONE)))
                .containsPattern("Index Cond: \\(id = \\w+\\.customer_id\\)")
                .doesNotContain("customer_at", "territory_at");
    }

    private record Row() {}

    private static ReportCall<Row> call(String function) {
        return new ReportCall<>(function, true, List.of(), "1", Row.class);
    }

    private static ReportCall<Row> report(String function) {
        ReportCall<Row> report = new ReportCall<>(function, true, List.of(Argument.of(MONTH)), "1", Row.class);
        return switch (function) {
            case "sales_by" -> report.with("dimension", "CHANNEL");
            case "repurchase" -> report.with("within_days", 90);
            default -> report;
        };
    }

    private static Scope scope(String @Nullable [] roots, String @Nullable [] segments, String @Nullable [] channels) {
        return new Scope(NOW, NOW, roots, NONE, segments, NONE, channels, NONE, NONE);
    }

    private static String[] array(String... values) {
        return values;
    }

    /** Of the very statement that is sent. */
    private static String plan(ReportCall<?> report, Scope scope) {
        List<Argument> arguments = report.arguments(scope);
        List<@Nullable Object> values = new ArrayList<>();
        arguments.forEach(argument -> values.addAll(argument.values()));
        return String.join(
                "\n",
                DB.sql("explain (costs off) " + report.sql(arguments))
                        .params(values)
                        .query((row, n) -> row.getString(1))
                        .list());
    }

    private static SingleConnectionDataSource connection() {
        Database database = Servers.shared().createDatabase("plans");
        return new SingleConnectionDataSource(database.jdbcUrl(), database.user(), database.password(), true);
    }
}
