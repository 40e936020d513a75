package io.plumbline.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.intake.BulkLoad;
import io.plumbline.platform.intake.Incoming;
import io.plumbline.platform.intake.KafkaIntake;
import io.plumbline.platform.intake.KafkaPartitions;
import io.plumbline.platform.kafka.KafkaConnection;
import io.plumbline.reporting.events.PublishedTypes;
import io.plumbline.reporting.history.HistoryProjection;
import io.plumbline.reporting.history.ReadModelSchema;
import io.plumbline.reporting.history.ReadModels;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class RebuildIT {

    private static final List<String> TABLES = List.of(
            "event",
            "territory",
            "customer",
            "goal",
            "opportunity",
            "sale",
            "activity",
            "tier_policy",
            "survey_answer",
            "plan",
            "key_task",
            "intake_position",
            "intake_aggregate");

    private static final Logger log = LoggerFactory.getLogger(RebuildIT.class);

    private final Database database = Servers.shared().createDatabase("rebuild");
    private final DriverManagerDataSource dataSource =
            new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    private final JdbcClient db = JdbcClient.create(dataSource);
    private final String topic =
            Servers.shared().createTopic("rebuild", Integer.getInteger("plumbline.measure.rebuild") == null ? 3 : 12);
    private final Producer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", Servers.shared().bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
    private final ReadModels generations = generations();
    private final ReadModels other = generations();

    @BeforeEach
    void start() {
        generations.start();
        other.start();
    }

    @AfterEach
    void stop() {
        generations.stop();
        other.stop();
        producer.close();
    }

    /** {@code -Dplumbline.measure.rebuild=N} does it with N opportunities of four events each, and says how long it took. */
    @Test
    void aRebuiltGenerationEqualsTheOldOne() {
        int opportunities = Integer.getInteger("plumbline.measure.rebuild", 200);
        publish(0, opportunities);
        long published = System.nanoTime();
        await().atMost(Duration.ofMinutes(opportunities > 200 ? 15 : 1))
                .pollInterval(Duration.ofMillis(opportunities > 200 ? 5000 : 100))
                .untilAsserted(() -> assertThat(count("report.event")).isEqualTo(4L * opportunities));
        say("through the intake", opportunities, published);

        long begun = System.nanoTime();
        rebuild();
        say("rebuilt", opportunities, begun);

        assertThat(new ReadModelSchema(dataSource).serving()).isEqualTo("rm_v2");
        for (String table : TABLES) {
            assertThat(count("rm_v2." + table)).as(table).isEqualTo(count("rm_v1." + table));
            assertThat(db.sql("table rm_v1.%1$s except table rm_v2.%1$s".formatted(table))
                            .query()
                            .listOfRows())
                    .as(table)
                    .isEmpty();
        }
        assertThat(indexes("rm_v2")).isEqualTo(indexes("rm_v1"));
    }

    @Test
    void whatIsPublishedDuringARebuildIsServedAfterItAndOtherInstancesFollow() {
        publish(0, 50);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(count("report.event")).isEqualTo(200));
        assertThat(generations.rebuild()).isTrue();
        assertThat(generations.rebuild()).isFalse();
        publish(50, 60);
        awaitServing();
        publish(60, 70);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(count("report.event")).isEqualTo(280));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(other.feeding().intake().schema()).isEqualTo("rm_v2"));
        publish(70, 71);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(count("report.event")).isEqualTo(284));
    }

    @Test
    void whatCanNotBeFoldedIsParkedByARebuildAsWell() {
        publish(0, 2);
        send(new Incoming(
                0,
                "order-bad",
                Map.of(
                        "ce_id", "bad",
                        "ce_type", "order.OrderPlaced.v1",
                        "ce_source", "/activity-service",
                        "ce_time", "2024-07-01T00:00:00Z",
                        "ce_sequence", "0"),
                "{\"lines\":7}".getBytes(StandardCharsets.UTF_8)));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                generations.feeding().intake().standing().parked())
                        .isEqualTo(1));

        rebuild();

        assertThat(generations.feeding().intake().schema()).isEqualTo("rm_v2");
        assertThat(generations.feeding().intake().standing().parked()).isEqualTo(1);
        assertThat(count("rm_v2.intake_parked")).isEqualTo(1);
    }

    /** As the version before accepted them: some can't be stored, others not indexed, and one would take a gigabyte of digits. */
    @Test
    void whatTheTablesRefuseIsParkedByARebuildFromTheSameEventOn() {
        publish(0, 30);
        poisoned("time", 0, "2024-07-01T00:00:00Z", "-5000-01-01T00:00:00Z");
        poisoned("year", 1, "2024-07-03T00:00:00Z", "+294277-01-01T00:00:00Z");
        poisoned("half", 2, "POISON", "a\\ud83d");
        poisoned("null", 2, "POISON", "a\\u0000");
        poisoned("digits", 2, "90.01", "1e999999999");
        poisoned("text", 3, "2024-07-09T00:00:00Z", "yesterday");
        publish(30, 60);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(generations.feeding().intake().setAside()).isEqualTo(6));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(count("report.event")).isEqualTo(4 * 60 + 1 + 2 + 2 + 2 + 3));

        rebuild();

        assertSameGenerations("rm_v1", "rm_v2");
        assertThat(count("bi.freshness where parked = 6")).isOne();

        String mended = generations.feeding().intake().parked("time/0").data().replace("-5000-01-01", "2024-07-01");
        assertThat(generations.feeding().intake().mend("time/0", mended, "the CRM had no date"))
                .isEqualTo(4);
        rebuild();
        assertThat(generations.feeding().intake().setAside()).isEqualTo(5);
        assertSameGenerations("rm_v2", "rm_v3");
    }

    @Test
    void whatAnIndexRefusesIsParkedByARebuildAsWell() {
        publish(0, 30);
        String tooLong = new java.util.Random(1)
                .ints(8_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        poisoned("long", 0, "\"T\"", '"' + tooLong + '"');
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(generations.feeding().intake().setAside()).isOne());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(count("report.event")).isEqualTo(4 * 30));

        rebuild();

        assertSameGenerations("rm_v1", generations.feeding().intake().schema());
    }

    /** An opportunity's four events, of which one holds what cannot be stored. */
    private void poisoned(String id, int event, String harmless, String poison) {
        List<Incoming> events = Story.wonOpportunity(id, "POISON");
        for (Incoming incoming : events) {
            String json = new String(java.util.Objects.requireNonNull(incoming.value()), StandardCharsets.UTF_8);
            boolean here = incoming.offset() == event;
            assertThat(json.contains(harmless) || !here).as(json).isTrue();
            send(new Incoming(
                    incoming.offset(),
                    incoming.key(),
                    incoming.headers(),
                    (here ? json.replace(harmless, poison) : json).getBytes(StandardCharsets.UTF_8)));
        }
        producer.flush();
    }

    private void assertSameGenerations(String one, String other) {
        for (String table : TABLES) {
            assertThat(count(other + "." + table)).as(table).isEqualTo(count(one + "." + table));
            // why an aggregate waits is said in the words of the statement that failed
            String columns = table.equals("intake_aggregate") ? "source, aggregate_id, sequence, event_id, state" : "*";
            assertThat(db.sql("select %1$s from %2$s.%4$s except select %1$s from %3$s.%4$s"
                                    .formatted(columns, one, other, table))
                            .query()
                            .listOfRows())
                    .as(table)
                    .isEmpty();
        }
        String parked =
                "select source, aggregate_id, sequence, event_id, type, data, topic, partition, record_offset from ";
        assertThat(count(other + ".intake_parked")).isEqualTo(count(one + ".intake_parked"));
        assertThat(db.sql(parked + one + ".intake_parked except " + parked + other + ".intake_parked")
                        .query()
                        .listOfRows())
                .isEmpty();
    }

    @Test
    void aPartitionThatIsTooLargeForTheMemoryIsLoadedInSlices() {
        publish(0, 60);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(count("report.event")).isEqualTo(240));
        ReadModelSchema schemas = new ReadModelSchema(dataSource);
        String sliced = schemas.createNext();
        BulkLoad load = new BulkLoad(
                dataSource, sliced, PublishedTypes.all(), new HistoryProjection(PublishedTypes.all(), dataSource));
        new KafkaPartitions(KafkaConnection.to(Servers.shared().bootstrapServers()), List.of(topic), 7)
                .forEach(partition -> {
                    assertThat(partition.slices()).isGreaterThan(1);
                    load.load(partition.slices(), partition::slice);
                });
        schemas.createKeys(sliced);

        for (String table : TABLES) {
            assertThat(db.sql(
                                    "(table rm_v1.%1$s except table %2$s.%1$s) union all (table %2$s.%1$s except table rm_v1.%1$s)"
                                            .formatted(table, sliced))
                            .query()
                            .listOfRows())
                    .as(table)
                    .isEmpty();
        }
    }

    @Test
    void readModelsOfAnotherVersionAreBuiltAnewWhenAnInstanceOfThisOneStarts() {
        publish(0, 20);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(count("report.event")).isEqualTo(80));
        generations.stop();
        other.stop();
        db.sql("update report.read_model set shape = null").update();
        db.sql("drop view report.sale cascade").update();
        db.sql("alter table rm_v1.sale drop column cost").update();

        ReadModels newer = generations();
        newer.start();
        try {
            assertThat(new ReadModelSchema(dataSource).serving()).isEqualTo("rm_v2");
            assertThat(count("report.event")).isEqualTo(80);
            assertThat(count("bi.sales where cost > 0")).isZero();
            publish(20, 21);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(count("report.event")).isEqualTo(84));
        } finally {
            newer.stop();
        }
    }

    @Test
    void reportsOfAnotherVersionAreMadeAnew() {
        String definition = db.sql("select digest from report.definition")
                .query(String.class)
                .single();
        long functions = count("pg_proc where pronamespace = 'report'::regnamespace");
        db.sql("update report.definition set digest = 'of another version'").update();

        new ReadModelSchema(dataSource).migrate();

        assertThat(db.sql("select digest from report.definition")
                        .query(String.class)
                        .single())
                .isEqualTo(definition);
        assertThat(count("pg_proc where pronamespace = 'report'::regnamespace")).isEqualTo(functions);
    }

    private static void say(String what, int opportunities, long begun) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        log.info(
                "{} events {} in {} s, {} a second",
                4 * opportunities,
                what,
                seconds,
                Math.round(4 * opportunities / seconds));
    }

    private void rebuild() {
        assertThat(generations.rebuild()).isTrue();
        awaitServing();
    }

    private void awaitServing() {
        await().atMost(Duration.ofMinutes(5))
                .untilAsserted(() -> assertThat(generations.progress())
                        .isNotNull()
                        .extracting(ReadModels.Progress::phase)
                        .isEqualTo("SERVING"));
    }

    private List<String> indexes(String schema) {
        return db.sql("select indexname from pg_indexes where schemaname = ? order by indexname")
                .param(schema)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Opportunities that are opened, moved, changed and won, with texts that would break a careless COPY. */
    private void publish(int from, int to) {
        for (int i = from; i < to; i++) {
            Story.wonOpportunity("won-" + i, "Grüße\t\"an\\alle\"\n'" + i).forEach(this::send);
        }
        producer.flush();
    }

    private void send(Incoming incoming) {
        ProducerRecord<String, byte[]> sent = new ProducerRecord<>(topic, incoming.key(), incoming.value());
        incoming.headers().forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(sent);
    }

    private ReadModels generations() {
        return new ReadModels(
                dataSource,
                new ReadModelSchema(dataSource),
                PublishedTypes.all(),
                new KafkaIntake.Settings(
                        KafkaConnection.to(Servers.shared().bootstrapServers()), topic, List.of(topic), 100, 2),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    private long count(String table) {
        return db.sql("select count(*) from " + table)
                .query((row, n) -> row.getLong(1))
                .single();
    }
}
