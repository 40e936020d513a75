package io.plumbline.customer.customers;

import static io.plumbline.customer.RunningCustomerService.LENA;
import static io.plumbline.customer.RunningCustomerService.MEI;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.customer.RunningCustomerService;
import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.testing.RunningService;
import io.plumbline.platform.write.readside.SearchTerms;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class CustomerSearchIT {

    private static final Logger log = LoggerFactory.getLogger(CustomerSearchIT.class);

    /** -Dplumbline.measure.search=1000000 to measure. */
    private static final int CUSTOMERS = Integer.getInteger("plumbline.measure.search", 20_000);

    private static final int NAMES = 10_000;
    private static final int ROUNDS = Integer.getInteger("plumbline.measure.rounds", 5);
    private static final String SYLLABLES =
            "hua dong jing mi qi che dian zi gang tie hua gong bei nan xi shan hai lin feng yun";
    private static final String CHARACTERS = "华东精密汽车电子钢铁化工北南西山海林风云江河金木水火土石天地日月星";

    private final Random random = new Random(7);

    @Test
    void findsByEveryCriterionPageByPage() throws Exception {
        Database database = Servers.shared().createDatabase("search");
        try (RunningService service =
                RunningCustomerService.start(database, "search", "plumbline.relay.enabled=false")) {
            List<String[]> names = fill(database);
            Map<String, List<Long>> times = new LinkedHashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                String[] name = names.get(random.nextInt(NAMES));
                int number = random.nextInt(CUSTOMERS);
                Map<String, String> queries = new LinkedHashMap<>();
                queries.put("Latin name", "text=" + encoded(name[0]));
                queries.put("one Latin syllable", "text=" + encoded(name[0].substring(0, 4)));
                queries.put("Chinese name", "text=" + encoded(name[1]));
                queries.put("one Chinese pair", "text=" + encoded(name[1].substring(1, 3)));
                queries.put("one Chinese character", "text=" + encoded(name[1].substring(0, 1)));
                queries.put("reference", "reference=R-" + number);
                queries.put("tier", "tier=" + "ABCD".charAt(round % 4));
                queries.put("territory", "territory=T-" + number % 100);
                queries.put("owner", "owner=rep-" + number % 2000);
                queries.put("owner, overdue", "overdue=true&owner=rep-" + number % 2000);
                queries.put("overdue", "overdue=true");
                queries.put(
                        "tier A in a territory by a pair",
                        "tier=A&territory=T-7&text=" + encoded(name[1].substring(1, 3)));
                queries.put("a page far behind", "after=" + id(number));
                queries.forEach((what, query) -> {
                    long begin = System.nanoTime();
                    var answer = service.get(LENA, "/api/customers?limit=50&" + query)
                            .requireOk();
                    times.computeIfAbsent(what, w -> new ArrayList<>()).add(System.nanoTime() - begin);
                    if (!what.contains("tier A in") && !what.contains("far behind") && !what.contains("overdue")) {
                        assertThat(answer.body().path("items").size()).as(query).isPositive();
                    }
                });
            }
            List<Long> all = new ArrayList<>();
            times.forEach((what, taken) -> {
                all.addAll(taken);
                log.info("{}: p50 {} ms, p95 {} ms", what, millis(taken, 0.5), millis(taken, 0.95));
            });
            log.info("search over {} customers: p95 {} ms of {} queries", CUSTOMERS, millis(all, 0.95), all.size());
            assertThat(service.get(MEI, "/api/customers?text=hua")
                            .body()
                            .path("items")
                            .size())
                    .isZero();
        }
    }

    private static double millis(List<Long> nanos, double quantile) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(quantile * sorted.size()))) / 1e6;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String id(int number) {
        return "0198c1f0-2222-7000-8000-%012x".formatted(number);
    }

    private List<String[]> fill(Database database) throws Exception {
        DriverManagerDataSource source =
                new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
        JdbcClient db = JdbcClient.create(source);
        db.sql("insert into territory_copy select 'T-' || n, null, 'UTC' from generate_series(0, 99) n")
                .update();
        db.sql("create table seed_name (n int primary key, name_en text, name_zh text, terms text[])")
                .update();
        List<String[]> names = new ArrayList<>();
        try (Connection connection = source.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into seed_name values (?, ?, ?, ?)")) {
            for (int n = 0; n < NAMES; n++) {
                String[] name = {word() + " " + word(), characters(4)};
                names.add(name);
                insert.setInt(1, n);
                insert.setString(2, name[0]);
                insert.setString(3, name[1]);
                insert.setArray(
                        4,
                        connection.createArrayOf(
                                "text", SearchTerms.BEGINNINGS.of(name).toArray()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        // the overdue ones are made up, as everything here
        db.sql("alter table customer disable trigger keep_overdue_from").update();
        db.sql("""
                        insert into customer (customer_id, name_en, name_zh, segment, industry, territory, channel, owner,
                            lifecycle, registered_at, tier, computed_tier, overdue_from, terms)
                        select '0198c1f0-2222-7000-8000-' || lpad(to_hex(i), 12, '0'), name_en, name_zh, 'large',
                               'manufacturing', 'T-' || i % 100, 'online', 'rep-' || i % 2000, 'PROSPECT', '2024-07-02T02:00:00Z',
                               substr('ABCCDDDDDD', 1 + i % 10, 1), substr('ABCCDDDDDD', 1 + i % 10, 1),
                               now() + (i % 1000 - 50) * interval '1 hour', terms
                        from generate_series(0, :count - 1) i join seed_name on n = i % :names""").param("count", CUSTOMERS).param("names", NAMES).update();
        db.sql("""
                        insert into external_reference
                        select 'ERP', 'R-' || i, '0198c1f0-2222-7000-8000-' || lpad(to_hex(i), 12, '0')
                        from generate_series(0, :count - 1) i""").param("count", CUSTOMERS).update();
        db.sql("vacuum analyze").update();
        return names;
    }

    private String word() {
        String[] syllables = SYLLABLES.split(" ");
        return syllables[random.nextInt(syllables.length)]
                + syllables[random.nextInt(syllables.length)]
                + syllables[random.nextInt(syllables.length)];
    }

    private String characters(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }
}
