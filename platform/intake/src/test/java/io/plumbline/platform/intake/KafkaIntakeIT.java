package io.plumbline.platform.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.kafka.KafkaConnection;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class KafkaIntakeIT {

    private static final int ACCOUNTS = 40;

    private final Bank bank = new Bank();
    private final String topic = Servers.shared().createTopic("bank", 4);
    private final List<KafkaIntake> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(KafkaIntake::stop);
    }

    @Test
    void aFirstStartReadsFromTheEarliestOffsetAndALaterOneFromTheTable() {
        send(0, 3);
        KafkaIntake first = start(bank.intake());
        awaitNotes("012");
        first.stop();
        send(3, 5);
        start(bank.intake());
        awaitNotes("01234");
        assertThat(bank.count("duplicate")).isZero();
    }

    @Test
    void aTopicThatIsCreatedLaterIsFound() {
        String later = topic + "-later";
        start(bank.intake(), later);
        try (Admin admin = Admin.create(
                        Map.of("bootstrap.servers", Servers.shared().bootstrapServers()));
                Producer<String, String> producer = producer()) {
            admin.createTopics(List.of(new NewTopic(later, 1, (short) 1)));
            producer.send(message(later, "account-0", 0));
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(bank.notes("account-0")).isEqualTo("0"));
    }

    @Test
    void twoInstancesShareThePartitionsThroughRebalancesAndTakeEachEventOnce() {
        start(bank.intake());
        send(0, 10);
        KafkaIntake second = start(bank.intake());
        send(10, 20);
        awaitNotes(notes(0, 20));
        second.stop();
        start(bank.intake());
        send(20, 30);
        awaitNotes(notes(0, 30));
        assertThat(bank.balance("account-7")).isEqualByComparingTo(new BigDecimal("30"));
    }

    @Test
    void anInstanceThatDiesBetweenItsCommitAndItsNextPollLosesNothingAndRepeatsNothing() throws Exception {
        send(0, 5);
        CountDownLatch committed = new CountDownLatch(1);
        AtomicBoolean dead = new AtomicBoolean();
        Intake dying = new Intake(
                new DelegatingDataSource(bank.dataSource) {
                    @Override
                    public java.sql.Connection getConnection() throws java.sql.SQLException {
                        if (dead.get()) {
                            throw new java.sql.SQLException("this instance is dead", "08006");
                        }
                        return super.getConnection();
                    }
                },
                "rm_v1",
                new EventTypes(Map.of("bank.Deposited.v1", Bank.Deposited.class)),
                List.of((events, db) -> {
                    bank.apply(events, db);
                    dead.set(true);
                    committed.countDown();
                }),
                bank.meters);
        KafkaIntake victim = start(dying);
        committed.await();
        start(bank.intake());
        awaitNotes("01234");
        victim.stop();
        send(5, 8);
        awaitNotes("01234567");
        assertThat(bank.balance("account-0")).isEqualByComparingTo("8");
    }

    @Test
    void anOutageOfTheDatabaseIsShownInTheHealthAndPasses() {
        AtomicInteger outage = new AtomicInteger(1);
        Intake intake = new Intake(
                bank.dataSource,
                "rm_v1",
                new EventTypes(Map.of("bank.Deposited.v1", Bank.Deposited.class)),
                List.of((events, db) -> {
                    if (outage.get() > 0) {
                        throw new DataAccessResourceFailureException("no route to the database");
                    }
                    bank.apply(events, db);
                }),
                bank.meters);
        KafkaIntake kafka = start(intake);
        IntakeHealth health = new IntakeHealth(() -> kafka);
        send(0, 2);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.health().getDetails().get("failure")).asString().contains("no route");
        });
        assertThat(bank.notes("account-0")).isEmpty();
        outage.set(0);
        awaitNotes("01");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(health.health().getStatus()).isEqualTo(Status.UP));
    }

    @Test
    void aPartitionThatStandsStillIsShownInTheHealthAndTheOthersMove() {
        KafkaIntake kafka = start(bank.intake());
        send(0, 1);
        awaitNotes("0");
        try (Producer<String, String> producer = producer()) {
            producer.send(message(topic, "account-1", 5));
        }
        IntakeHealth health = new IntakeHealth(() -> kafka);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.health().getDetails().get("stopped")).asString().contains("account-1");
        });
        send(1, 2);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(bank.db
                                .sql("select count(*) from rm_v1.account where notes = '01'")
                                .query((row, n) -> row.getInt(1))
                                .single())
                        .isPositive());
        assertThat(bank.notes("account-1")).isEqualTo("0");
    }

    @Test
    void whatIsParkedShowsInHealthAndMetricsAndTakesNothingOutOfService() {
        bank.failOn("0", new IllegalArgumentException("no"));
        KafkaIntake kafka = start(bank.intake());
        IntakeHealth health = new IntakeHealth(() -> kafka);
        send(0, 1);

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(health.health().getStatus()).isEqualTo(IntakeHealth.DEGRADED);
            assertThat(health.health().getDetails()).containsEntry("parked", (long) ACCOUNTS);
            assertThat(bank.meters.get("plumbline.intake.parked").gauge().value())
                    .isEqualTo(ACCOUNTS);
        });

        bank.mend();
        kafka.intake().replayAll();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    private KafkaIntake start(Intake intake) {
        return start(intake, topic);
    }

    private KafkaIntake start(Intake intake, String from) {
        KafkaIntake kafka = new KafkaIntake(
                new KafkaIntake.Settings(
                        KafkaConnection.to(Servers.shared().bootstrapServers()), from, List.of(from), 17, 2),
                intake,
                Clock.systemUTC(),
                bank.meters);
        started.add(kafka);
        kafka.start();
        return kafka;
    }

    /** Deposits of 1 to every account, with sequences from the first to before the last. */
    private void send(int from, int to) {
        try (Producer<String, String> producer = producer()) {
            for (int sequence = from; sequence < to; sequence++) {
                for (int account = 0; account < ACCOUNTS; account++) {
                    producer.send(message(topic, "account-" + account, sequence));
                }
            }
        }
    }

    private ProducerRecord<String, String> message(String to, String account, int sequence) {
        ProducerRecord<String, String> message =
                new ProducerRecord<>(to, account, Bank.json(notes(sequence, sequence + 1), "1"));
        Bank.headers(account, sequence, "bank.Deposited.v1")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private Producer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", Servers.shared().bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** One letter for each sequence, so that order and repetition show. */
    private static String notes(int from, int to) {
        return "0123456789abcdefghijklmnopqrstuvwxyz".substring(from, to);
    }

    private void awaitNotes(String expected) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            for (int account = 0; account < ACCOUNTS; account++) {
                assertThat(bank.notes("account-" + account)).isEqualTo(expected);
            }
        });
    }
}
