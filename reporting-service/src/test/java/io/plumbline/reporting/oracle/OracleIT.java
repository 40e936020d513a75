package io.plumbline.reporting.oracle;

import static io.plumbline.reporting.oracle.Oracle.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.intake.Batch;
import io.plumbline.platform.intake.EventTypes;
import io.plumbline.platform.intake.Incoming;
import io.plumbline.platform.intake.Intake;
import io.plumbline.platform.intake.Shard;
import io.plumbline.reporting.events.PublishedTypes;
import io.plumbline.reporting.history.HistoryProjection;
import io.plumbline.reporting.history.ReadModelSchema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Random histories through the real fold, against an independent one, and against themselves in another order. The seeds are
 * the same ones each time; the system properties {@code oracle.histories} and {@code oracle.seed} ask for more and for others.
 */
class OracleIT {

    private static final List<String> TABLES = List.of(
            "event",
            "territory",
            "territory_place",
            "customer",
            "goal",
            "opportunity",
            "sale",
            "sale_total",
            "stage_stay");
    private static final SingleConnectionDataSource DATA_SOURCE = dataSource();
    private static final JdbcClient DB = JdbcClient.create(DATA_SOURCE);
    private static final ReadModelSchema SCHEMA = new ReadModelSchema(DATA_SOURCE);

    /** In the order of their entry; of the same day, the later one corrects the earlier. */
    private static final List<Oracle.Rate> RATES = List.of(
            rate("USD", "2024-01-20", "7.1", "2024-01-20T00:00:00Z"),
            rate("USD", "2024-03-01", "7.2345", "2024-03-01T00:00:00Z"),
            rate("USD", "2024-03-01", "7.3", "2024-04-15T00:00:00Z"),
            rate("USD", "2024-02-10", "7.15", "2024-05-01T00:00:00Z"));

    static {
        SCHEMA.migrate();
        SCHEMA.createKeys(SCHEMA.createNext());
        RATES.forEach(rate -> DB.sql("""
                        insert into report.exchange_rate (currency, into_currency, valid_from, rate, recorded_at, recorded_by)
                        values (?, 'CNY', ?, ?, ?, 'oracle')
                        """)
                .params(
                        rate.currency(),
                        rate.day(),
                        rate.rate(),
                        rate.recordedAt().atOffset(ZoneOffset.UTC))
                .update());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderThatKeepsEachAggregatesOwnGivesTheSameReadModels(long seed) {
        RandomHistory history = new RandomHistory(seed);
        take(history, "rm_v1");
        take(history, "rm_v2");

        for (String table : TABLES) {
            assertThat(DB.sql(
                                    "(select * from %1$s except select * from %2$s) union all (select * from %2$s except select * from %1$s)"
                                            .formatted(rowsOf("rm_v1", table), rowsOf("rm_v2", table)))
                            .query()
                            .listOfRows())
                    .as(table)
                    .isEmpty();
        }
        assertThat(DB.sql("select count(*) from rm_v1.event")
                        .query((row, n) -> row.getInt(1))
                        .single())
                .isEqualTo(history.aggregates.stream().mapToInt(List::size).sum());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theFiguresAreThoseOfThePlainFoldAtAnyTwoInstants(long seed) {
        RandomHistory history = new RandomHistory(seed);
        take(history, "rm_v1");
        Oracle oracle = new Oracle(history.aggregates);

        for (int i = 0; i < 12; i++) {
            Instant asOf = history.tellingInstant();
            Instant knownAt = i % 3 == 0 ? Instant.parse("2030-01-01T00:00:00Z") : history.tellingInstant();
            for (String root : RandomHistory.TERRITORIES) {
                assertThat(stock(asOf, knownAt, root))
                        .as("%s as known at %s in %s", asOf, knownAt, root)
                        .isEqualTo(oracle.stock(asOf, knownAt, root));
            }
            for (int goal = 0; goal < 4; goal++) {
                assertThat(completion("goal-" + goal, asOf, knownAt))
                        .as("goal-%s %s as known at %s", goal, asOf, knownAt)
                        .isEqualTo(oracle.completion("goal-" + goal, asOf, knownAt));
            }
            LocalDate from = LocalDate.parse("2024-02-01");
            LocalDate to = LocalDate.parse("2024-04-30");
            assertThat(cohort(from, to, asOf, knownAt, "confirm", "won"))
                    .as("%s as known at %s", asOf, knownAt)
                    .isEqualTo(oracle.cohort(from, to, asOf, knownAt, "confirm", 1000));
            assertBridge(history.tellingInstant(), asOf, knownAt);
            assertVisits(asOf, knownAt);
            assertMedians(asOf);
            assertKeptSales(asOf, from, to);
            LocalDate day = history.tellingInstant().atZone(ZoneOffset.UTC).toLocalDate();
            assertKeptSales(asOf, day, day.plusDays(i * 11L));
            for (String root : RandomHistory.TERRITORIES) {
                assertThat(salesInCny(from, to, asOf, knownAt, root))
                        .as("%s as known at %s in %s", asOf, knownAt, root)
                        .isEqualTo(oracle.salesInCny(root, from, to, asOf, knownAt, RATES));
            }
            for (String root : RandomHistory.TERRITORIES) {
                assertThat(summaryCounts(from, to, asOf, knownAt, root))
                        .as("%s as known at %s in %s", asOf, knownAt, root)
                        .isEqualTo(oracle.counts("ALL", root, from, to, asOf, knownAt));
                for (String dimension : List.of("PRODUCT_LINE", "TERRITORY", "CUSTOMER", "MONTH")) {
                    assertThat(counts(dimension, from, to, asOf, knownAt, root))
                            .as("by %s %s as known at %s in %s", dimension, asOf, knownAt, root)
                            .isEqualTo(oracle.counts(dimension, root, from, to, asOf, knownAt));
                }
            }
            assertParts(asOf, knownAt);
        }
    }

    static LongStream seeds() {
        return new Random(Long.getLong("oracle.seed", 20260101)).longs(Integer.getInteger("oracle.histories", 25));
    }

    private static void take(RandomHistory history, String schema) {
        for (String table : TABLES) {
            DB.sql("truncate " + schema + "." + table).update();
        }
        DB.sql("truncate " + schema + ".intake_position, " + schema + ".intake_aggregate")
                .update();
        EventTypes types = PublishedTypes.all();
        Intake intake = new Intake(
                DATA_SOURCE,
                schema,
                types,
                List.of(new HistoryProjection(types, DATA_SOURCE)),
                new SimpleMeterRegistry());
        Shard shard = new Shard("history", 0);
        intake.positions(Map.of(shard, 0L));
        List<RecordedEvent> all = history.interleaved();
        for (int from = 0; from < all.size(); ) {
            int to = Math.min(all.size(), from + history.batch());
            List<Incoming> records = new ArrayList<>();
            for (int i = from; i < to; i++) {
                records.add(all.get(i).incoming(i));
            }
            intake.take(List.of(new Batch(shard, from, to, records)));
            from = to;
        }
        assertThat(intake.standing().waiting()).isEmpty();
    }

    /** A count of what is no longer known may stay as a zero, or never have been there. */
    private static String rowsOf(String schema, String table) {
        String all = schema + "." + table;
        return table.equals("stage_stay") ? "(select * from %s where visits <> 0) known".formatted(all) : all;
    }

    /** From counts of days and a look at the middle, and from all visits. */
    private static void assertMedians(Instant asOf) {
        String medians = """
                select (select string_agg(concat_ws(' ', pipeline, stage, stay), ', ' order by pipeline, stage)
                          from report.median_stays(report.instant(:asOf, '2030-01-01')))
                       is not distinct from
                       (select string_agg(concat_ws(' ', pipeline, stage, stay), ', ' order by pipeline, stage)
                          from (select pipeline, stage,
                                       percentile_cont(0.5) within group (order by left_at - entered_at) as stay
                                  from report.stage_visits(report.instant(:asOf, '2030-01-01'), null)
                                 where left_at is not null group by pipeline, stage) v)
                """;
        assertThat(DB.sql(medians)
                        .param("asOf", asOf.atOffset(ZoneOffset.UTC))
                        .query((row, n) -> row.getBoolean(1))
                        .single())
                .as("medians at %s", asOf)
                .isTrue();
    }

    /** Of any scope and period, from kept sums and from the ledger. */
    private static void assertKeptSales(Instant asOf, LocalDate from, LocalDate to) {
        String differences = """
                with scope (filter) as (
                    select report.scope(t.code, x.lines, '{}', '{}', x.channels, x.representative)
                      from (select distinct territory as code from report.sale union all select null) t
                     cross join (
                           select '{}'::text[], '{}'::text[], null
                           union all (select distinct array[product_line], '{}'::text[], null from report.sale)
                           union all (select distinct '{}'::text[], array[channel], null from report.sale)
                           union all (select distinct '{}'::text[], '{}'::text[], representative from report.sale))
                           x (lines, channels, representative)
                ), asked (instant, period, filter) as (
                    select report.instant(:asOf, '2030-01-01'), report.period(:from, :to), filter from scope
                )
                select count(*) filter (where kept is distinct from ledger), count(*)
                  from (select (select jsonb_agg(to_jsonb(k) order by k.currency)
                                  from (select currency, sum(entries) as entries, sum(amount) as amount,
                                               sum(quantity) as quantity, sum(profit) as profit, sum(uncosted) as uncosted
                                          from report.kept_sales(a.instant, a.period, a.filter) group by currency) k) as kept,
                               (select jsonb_agg(to_jsonb(s) order by s.currency)
                                  from (select currency, count(*) as entries, sum(amount) as amount,
                                               sum(quantity) as quantity, sum(amount - cost) as profit,
                                               coalesce(sum(amount) filter (where cost is null), 0) as uncosted
                                          from report.sales(a.instant, a.period, a.filter) group by currency) s) as ledger
                          from asked a
                         where report.sales_are_kept(a.instant, a.period, a.filter)) x
                """;
        DB.sql(differences)
                .param("asOf", asOf.atOffset(ZoneOffset.UTC))
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    // those without a territory at least, whatever moved
                    assertThat(row.getInt(2)).isPositive();
                    assertThat(row.getInt(1))
                            .as("of %s scopes from %s to %s at %s", row.getInt(2), from, to, asOf)
                            .isZero();
                });
    }

    private static Map<String, String> stock(Instant asOf, Instant knownAt, String root) {
        Map<String, String> stock = new TreeMap<>();
        DB.sql(
                        "select stage, currency, opportunities, amount, weighted_amount from report.funnel_stock(report.instant(?, ?), report.filter(array[?]))")
                .params(asOf.atOffset(ZoneOffset.UTC), knownAt.atOffset(ZoneOffset.UTC), root)
                .query(row -> {
                    stock.put(
                            row.getString(1) + " " + row.getString(2),
                            row.getLong(3) + " " + plain(row.getBigDecimal(4)) + " " + plain(row.getBigDecimal(5)));
                });
        return stock;
    }

    private static @Nullable String completion(String goal, Instant asOf, Instant knownAt) {
        return DB.sql(
                        "select target, actual, expected, light from report.goal_completion(report.instant(?, ?), only_goal => ?)")
                .params(asOf.atOffset(ZoneOffset.UTC), knownAt.atOffset(ZoneOffset.UTC), goal)
                .query((row, n) -> plain(row.getBigDecimal(1)) + " " + text(row.getBigDecimal(2)) + " "
                        + plain(row.getBigDecimal(3)) + " " + (row.getString(4) == null ? "-" : row.getString(4)))
                .optional()
                .orElse(null);
    }

    private static String cohort(
            LocalDate from, LocalDate to, Instant asOf, Instant knownAt, String stage, String other) {
        return DB.sql(
                        "select reached, cohort from report.funnel_cohort(report.instant(?, ?), report.period(?, ?)) where from_stage = ? and to_stage = ?")
                .params(asOf.atOffset(ZoneOffset.UTC), knownAt.atOffset(ZoneOffset.UTC), from, to, stage, other)
                .query((row, n) -> row.getLong(1) + " of " + row.getLong(2))
                .optional()
                .orElse("0 of 0");
    }

    /** What the fold notes of visits to stages, against what comes of all versions one after the other. */
    private static void assertVisits(Instant asOf, Instant knownAt) {
        assertThat(DB.sql("""
                        with instant as (select ?::timestamptz as as_of, ?::timestamptz as known_at),
                        state as (
                            select o.*, lag(o.stage) over history is distinct from o.stage
                                        or lag(o.status) over history is distinct from o.status as changed
                              from instant
                              join report.opportunity o
                                on o.valid_from <= as_of and o.known_from <= known_at and known_at < o.known_to
                            window history as (partition by o.id order by o.valid_from, o.sequence)
                        ), visit as (
                            select *, lead(valid_from) over history as left_at, lead(event_id) over history as left_event_id,
                                   lead(status) over history as next_status, lead(stage_rank) over history as next_rank
                              from state
                             where changed
                            window history as (partition by id order by valid_from, sequence)
                        ), expected as (
                            select id, event_id, pipeline, stage, stage_rank, valid_from, left_at,
                                   case when left_at is not null
                                        then next_status = 'WON' or next_status = 'OPEN' and next_rank > stage_rank end,
                                   left_event_id
                              from visit
                             where status = 'OPEN'
                        ), found as (
                            select v.id, v.event_id, v.pipeline, v.stage, v.stage_rank, v.entered_at, v.left_at, v.advanced,
                                   v.left_event_id
                              from instant
                             cross join lateral report.stage_visits(report.instant(as_of, known_at), null) v
                        )
                        (table expected except all table found) union all (table found except all table expected)
                        """)
                        .params(asOf.atOffset(ZoneOffset.UTC), knownAt.atOffset(ZoneOffset.UTC))
                        .query()
                        .listOfRows())
                .as("%s as known at %s", asOf, knownAt)
                .isEmpty();
    }

    private static void assertBridge(Instant since, Instant asOf, Instant knownAt) {
        Instant start = since.isBefore(asOf) ? since : asOf;
        DB.sql("""
                        select open_at_start + opened + pulled_in + reopened + transferred_in + amount_changes - won - lost
                               - pushed_out - transferred_out - open_at_end from report.pipeline_bridge(
                               since => ?, close_from => ?, close_to => ?, instant => report.instant(?, ?))
                        """)
                .params(
                        start.atOffset(ZoneOffset.UTC),
                        LocalDate.parse("2024-02-01"),
                        LocalDate.parse("2024-04-30"),
                        asOf.atOffset(ZoneOffset.UTC),
                        knownAt.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getBigDecimal(1))
                .list()
                .forEach(difference -> assertThat(difference).isEqualByComparingTo(BigDecimal.ZERO));
    }

    private static Oracle.Rate rate(String currency, String day, String rate, String recordedAt) {
        return new Oracle.Rate(currency, LocalDate.parse(day), new BigDecimal(rate), Instant.parse(recordedAt));
    }

    private static String salesInCny(LocalDate from, LocalDate to, Instant asOf, Instant knownAt, String root) {
        return DB.sql("""
                        select sales_amount, unavailable_reason from report.sales_summary(
                               report.instant(?, ?), report.period(?, ?), report.filter(array[?]), report.money('CNY'))
                        """)
                .params(asOf.atOffset(ZoneOffset.UTC), knownAt.atOffset(ZoneOffset.UTC), from, to, root)
                .query((row, n) -> row.getString(2) == null
                        ? plain(row.getBigDecimal(1))
                        : (row.getBigDecimal(1) == null ? "none" : plain(row.getBigDecimal(1))) + " "
                                + row.getString(2))
                .optional()
                .orElse("-");
    }

    private static Map<String, String> summaryCounts(
            LocalDate from, LocalDate to, Instant asOf, Instant knownAt, String root) {
        Map<String, String> counts = new TreeMap<>();
        DB.sql(
                        "select currency, orders, customers from report.sales_summary(report.instant(?, ?), report.period(?, ?), report.filter(array[?]))")
                .params(asOf.atOffset(ZoneOffset.UTC), knownAt.atOffset(ZoneOffset.UTC), from, to, root)
                .query(row -> {
                    counts.put(" " + row.getString(1), row.getLong(2) + " " + row.getLong(3));
                });
        return counts;
    }

    private static Map<String, String> counts(
            String dimension, LocalDate from, LocalDate to, Instant asOf, Instant knownAt, String root) {
        Map<String, String> counts = new TreeMap<>();
        DB.sql(
                        "select key, currency, orders, customers from report.sales_by(report.instant(?, ?), report.period(?, ?), ?, report.filter(array[?]))")
                .params(asOf.atOffset(ZoneOffset.UTC), knownAt.atOffset(ZoneOffset.UTC), from, to, dimension, root)
                .query(row -> {
                    counts.put(row.getString(1) + " " + row.getString(2), row.getLong(3) + " " + row.getLong(4));
                });
        return counts;
    }

    /** Volume, price and mix add up to the variance, and the products to the whole. */
    private static void assertParts(Instant asOf, Instant knownAt) {
        DB.sql("""
                        select currency, sum(variance - volume - price - mix - unsplit) filter (where not total)
                                         + sum(variance) filter (where not total) - sum(variance) filter (where total)
                          from report.sales_variance_parts(
                               prior_from => '2024-01-01', prior_to => '2024-03-15', instant => report.instant(?, ?),
                               period => report.period('2024-03-16', '2024-06-30'))
                         group by currency
                        """)
                .params(asOf.atOffset(ZoneOffset.UTC), knownAt.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getBigDecimal(2))
                .list()
                .forEach(difference -> assertThat(difference).isEqualByComparingTo(BigDecimal.ZERO));
    }

    private static String text(@Nullable BigDecimal number) {
        return number == null ? "-" : plain(number);
    }

    private static SingleConnectionDataSource dataSource() {
        Database database = Servers.shared().createDatabase("oracle");
        return new SingleConnectionDataSource(database.jdbcUrl(), database.user(), database.password(), true);
    }
}
