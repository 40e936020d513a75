package io.plumbline.platform.write.relay;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.write.store.EventNames;
import io.plumbline.platform.write.store.EventTypes;
import io.plumbline.platform.write.store.Publication;
import io.plumbline.platform.write.store.RecentEvents;
import io.plumbline.platform.write.store.SerializerForTests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The relay between a real PostgreSQL and a real Kafka, with everything that may go wrong in between. */
class RelayIT {

    @EventNames("load")
    sealed interface LoadEvent {
        @Revision("1")
        record Written(int n) implements LoadEvent {}
    }

    private static final Publication<LoadEvent> AS_IT_IS = new PublishedUnchanged<>(LoadEvent.class);

    private final String topic = Servers.shared().createTopic("relay", 3);
    private final RelaySettings settings = new RelaySettings(
            topic, 3, (short) 1, 200, Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofSeconds(12), true);
    private final List<Relay> started = new ArrayList<>();
    private EventLoad load;
    private JdbcClient jdbc;

    /** One test kills a relay's thread; its death is no failure of whatever is awaited at that moment. */
    @BeforeAll
    static void letThreadsDie() {
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    @AfterAll
    static void watchThreadsAgain() {
        Awaitility.reset();
    }

    @BeforeEach
    void createStore() {
        load = new EventLoad(Servers.shared().createDatabase("relay"));
        jdbc = JdbcClient.create(load.dataSource());
    }

    @AfterEach
    void stopRelays() throws InterruptedException {
        for (Relay relay : started) {
            relay.stop();
        }
    }

    @Test
    void everyCommittedEventIsPublishedOnceInTheOrderOfItsAggregate() throws Exception {
        List<String> published = publishUnderLoad(stillAlive -> new UnpublishedEvents(jdbc, stillAlive));
        assertThat(published).containsExactlyInAnyOrderElementsOf(load.committed());
        assertInOrderOfAggregate(published);
        long skipped = jdbc.sql("select sum(last_index - first_index + 1) from relay_skip")
                .query(Long.class)
                .single();
        long drawn = jdbc.sql("select last_value from domain_event_global_index_seq")
                .query(Long.class)
                .single();
        assertThat(skipped).isPositive();
        assertThat(drawn - load.committed().size()).isBetween(skipped, skipped + 8);
    }

    /** The test of the test: a cursor that trusts the identity column loses what commits late. */
    @Test
    void cursorThatDoesNotWaitAtGapsLosesEvents() throws Exception {
        List<String> published = publishUnderLoad(stillAlive -> new TrustingCursor(jdbc));
        assertThat(load.committed()).hasSizeGreaterThan(published.size());
        assertThat(published).doesNotContain("held-open/0");
    }

    /** Eight writers, 5 % rollbacks, and one transaction that stays open until all of them are done. */
    private List<String> publishUnderLoad(Function<Runnable, EventSource> source) throws Exception {
        CountDownLatch drawn = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        CompletableFuture<Void> heldOpen = CompletableFuture.runAsync(() -> {
            try {
                load.holdOpen("held-open", drawn, commit);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        drawn.await();
        Relay relay = start(source, new KafkaSender(settings, Servers.shared().bootstrapServers(), cloudEvents()));
        load.write(8, 500, 5);
        long whileOpen = relay.published();
        commit.countDown();
        heldOpen.get(30, SECONDS);
        load.insertAndCommit("last", 0);
        List<String> published = consumeUntil("last/0");
        if (source.apply(() -> {}) instanceof UnpublishedEvents) {
            assertThat(whileOpen).as("published past the open transaction").isZero();
        }
        return published;
    }

    @Test
    void eventsThatFollowEachOtherAreSentTogetherAndTheFirstAtOnce() throws Exception {
        RelaySettings patient = new RelaySettings(
                topic, 3, (short) 1, 200, Duration.ofMillis(20), Duration.ofSeconds(3), Duration.ofSeconds(12), true);
        AtomicInteger sends = new AtomicInteger();
        Interposed counted = new Interposed(kafkaSender());
        counted.afterSend = sends::incrementAndGet;
        load.insertAndCommit("first", 0);
        start(patient, stillAlive -> new UnpublishedEvents(jdbc, stillAlive), counted);
        assertThat(consumeUntil("first/0")).containsExactly("first/0");

        for (int n = 0; n < 50; n++) {
            load.insertAndCommit("next", n);
        }

        List<String> published = consumeUntil("next/49");
        assertThat(published).hasSize(51);
        assertInOrderOfAggregate(published);
        assertThat(sends).hasValueLessThan(10);
    }

    /** As large as a body may be, and as nothing that Kafka takes by default. */
    @Test
    void aLargeEventDoesNotStopTheLine() throws Exception {
        load.insertLarge("large", 5_000_000);
        load.insertAndCommit("last", 0);
        start(stillAlive -> new UnpublishedEvents(jdbc, stillAlive), kafkaSender());

        assertThat(consumeUntil("last/0")).contains("large/0");
    }

    @Test
    void killedBetweenAcknowledgementAndPositionRepeatsAndLosesNothing() throws Exception {
        load.write(2, 300, 5);
        Interposed dying = new Interposed(kafkaSender());
        dying.afterSend = () -> {
            throw new Killed();
        };
        start(dying);
        await().atMost(30, SECONDS).until(() -> dying.sent > 0);
        assertThat(position()).isZero();
        // the process is gone; its lease lapses
        jdbc.sql("update relay set lease_until = '-infinity'").update();
        start(kafkaSender());
        load.insertAndCommit("last", 0);
        List<String> published = consumeUntil("last/0");
        assertThat(published).hasSizeGreaterThan(load.committed().size());
        assertThat(gated(published)).containsExactlyInAnyOrderElementsOf(load.committed());
    }

    @Test
    void pausedBeyondItsLeaseDoesNotMoveThePositionWhenItComesBack() throws Exception {
        load.write(2, 300, 0);
        CountDownLatch paused = new CountDownLatch(1);
        CountDownLatch resume = new CountDownLatch(1);
        Interposed sleeping = new Interposed(kafkaSender());
        sleeping.afterSend = () -> {
            paused.countDown();
            awaitLatch(resume);
        };
        Relay first = start(sleeping);
        paused.await();
        jdbc.sql("update relay set lease_until = '-infinity'").update();
        Relay second = start(kafkaSender());
        load.insertAndCommit("second", 0);
        consumeUntil("second/0");
        await().atMost(30, SECONDS).until(() -> position() == 601);
        resume.countDown();
        await().atMost(30, SECONDS).until(() -> first.state() == Relay.State.STANDBY);
        assertThat(position()).isEqualTo(601);
        assertThat(second.state()).isEqualTo(Relay.State.PUBLISHING);
        load.insertAndCommit("last", 0);
        List<String> published = consumeUntil("last/0");
        assertThat(gated(published)).containsExactlyInAnyOrderElementsOf(load.committed());
    }

    @Test
    void eventThatCannotBeSentStopsTheLineUntilItCan() throws Exception {
        load.write(1, 10, 0);
        Interposed refusing = new Interposed(kafkaSender());
        refusing.beforeSend = () -> {
            throw new IllegalStateException("the broker refuses");
        };
        Relay relay = start(refusing);
        await().atMost(30, SECONDS).until(() -> relay.state() == Relay.State.HALTED);
        assertThat(relay.trouble()).isEqualTo("the broker refuses");
        assertThat(position()).isZero();
        refusing.beforeSend = () -> {};
        load.insertAndCommit("last", 0);
        assertThat(consumeUntil("last/0")).containsExactlyInAnyOrderElementsOf(load.committed());
        await().atMost(30, SECONDS).until(() -> relay.state() == Relay.State.PUBLISHING && relay.trouble() == null);
    }

    @Test
    void interruptIsNoAcknowledgement() throws Exception {
        load.write(1, 10, 0);
        Interposed interrupted = new Interposed(kafkaSender());
        interrupted.beforeSend = () -> Thread.currentThread().interrupt();
        Relay relay = start(interrupted);
        await().atMost(30, SECONDS).until(() -> relay.state() == Relay.State.IDLE && interrupted.asked > 0);
        assertThat(position()).isZero();
        start(kafkaSender());
        load.insertAndCommit("last", 0);
        assertThat(gated(consumeUntil("last/0"))).containsExactlyInAnyOrderElementsOf(load.committed());
    }

    @Test
    void recordsAreCloudEventsKeyedByAggregate() throws Exception {
        load.insertAndCommit("goal-1", 0);
        start(kafkaSender());
        consumeUntil("goal-1/0");
        ConsumerRecord<byte[], byte[]> record = records.getFirst();
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("goal-1");
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("{\"n\":1}");
        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "load.Written.v1")
                .containsEntry("ce_source", "/load-service")
                .containsEntry("ce_subject", "goal-1")
                .containsEntry("ce_sequence", "0")
                .containsEntry("ce_globalindex", "1")
                .containsEntry("content-type", "application/json")
                .containsKeys("ce_id", "ce_time", "ce_storeepoch");
    }

    @Test
    void aTopicIsFilledFromTheFirstEventOnAndTheRelayGoesOnWithIt() throws Exception {
        load.write(4, 500, 5);
        Relay relay = start(kafkaSender());
        load.insertAndCommit("before", 0);
        consumeUntil("before/0");
        String next = topic + ".v2";
        CountDownLatch some = new CountDownLatch(3);
        Republish first = republish(some::countDown);
        assertThatThrownBy(() -> first.begin(topic, 1_000)).hasMessageContaining("the relay fills");
        first.begin(next, 2_000);
        first.start();
        some.await();
        // the process ends halfway; another one goes on
        first.stop();
        assertThat(first.progress().getFirst().position())
                .isBetween(1L, first.progress().getFirst().head() - 1);
        Republish second = republish(() -> {});
        second.begin(next, 100_000);
        second.start();
        load.insertAndCommit("between", 0);
        consumeUntil("between/0");
        await().atMost(60, SECONDS)
                .until(() -> second.progress().getFirst().position()
                        == second.progress().getFirst().head());
        second.stop();
        load.insertAndCommit("unseen", 0);
        consumeUntil("unseen/0");
        relay.stop();

        RelaySettings moved = settings.to(next);
        start(moved, stillAlive -> new UnpublishedEvents(jdbc, stillAlive), senderTo(next));
        load.insertAndCommit("last", 0);
        List<String> filled = consumeUntil(next, "last/0");

        assertThat(gated(filled)).containsExactlyInAnyOrderElementsOf(load.committed());
        assertThat(second.progress()).isEmpty();
        // and back, to where it was left
        started.getLast().stop();
        start(kafkaSender());
        assertThat(gated(consumeUntil("last/0"))).containsExactlyInAnyOrderElementsOf(load.committed());
    }

    private Republish republish(Runnable afterSend) {
        return new Republish(settings, jdbc, to -> {
            Interposed counted = new Interposed(senderTo(to));
            counted.afterSend = afterSend;
            return counted;
        });
    }

    private KafkaSender senderTo(String other) {
        return new KafkaSender(settings.to(other), Servers.shared().bootstrapServers(), cloudEvents());
    }

    private Relay start(EventSender sender) {
        return start(stillAlive -> new UnpublishedEvents(jdbc, stillAlive), sender);
    }

    private Relay start(Function<Runnable, EventSource> source, EventSender sender) {
        return start(settings, source, sender);
    }

    private Relay start(RelaySettings to, Function<Runnable, EventSource> source, EventSender sender) {
        TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(load.dataSource()));
        String owner = "relay-" + started.size();
        Relay relay = new Relay(to, () -> Lease.take(jdbc, transactions, owner, to), source, sender);
        started.add(relay);
        relay.start();
        return relay;
    }

    private KafkaSender kafkaSender() {
        return new KafkaSender(settings, Servers.shared().bootstrapServers(), cloudEvents());
    }

    private CloudEvents cloudEvents() {
        return new CloudEvents(
                "/load-service",
                SerializerForTests.of(new EventTypes(List.of(AS_IT_IS))),
                new EventUpcasterChain(),
                new RecentEvents(),
                List.of(AS_IT_IS),
                new JsonMapper());
    }

    private long position() {
        return jdbc.sql("select position from relay").query(Long.class).single();
    }

    private final List<ConsumerRecord<byte[], byte[]>> records = Collections.synchronizedList(new ArrayList<>());

    /** Everything on the topic from its start, {@code aggregate/sequence} as received, up to the given one. */
    private List<String> consumeUntil(String last) {
        return consumeUntil(topic, last);
    }

    private List<String> consumeUntil(String from, String last) {
        records.clear();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Servers.shared().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, 3)
                    .mapToObj(p -> new TopicPartition(from, p))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(60, SECONDS).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return keys().contains(last)
                        && consumer.endOffsets(partitions).entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
        }
        return keys();
    }

    private List<String> keys() {
        return records.stream()
                .map(r -> new String(r.key(), StandardCharsets.UTF_8) + "/"
                        + new String(r.headers().lastHeader("ce_sequence").value(), StandardCharsets.UTF_8))
                .collect(Collectors.toList());
    }

    private static void assertInOrderOfAggregate(List<String> published) {
        Map<String, Long> last = new HashMap<>();
        for (String key : published) {
            String aggregate = key.substring(0, key.lastIndexOf('/'));
            long sequence = Long.parseLong(key.substring(key.lastIndexOf('/') + 1));
            assertThat(sequence).as(key).isEqualTo(last.getOrDefault(aggregate, -1L) + 1);
            last.put(aggregate, sequence);
        }
    }

    /** What is left when a repeated sequence number is dropped, as every consumer does it; a gap fails. */
    private static Set<String> gated(List<String> published) {
        Set<String> once = new LinkedHashSet<>(published);
        assertInOrderOfAggregate(List.copyOf(once));
        return once;
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The end of a process, as far as its relay can tell. */
    private static final class Killed extends Error {}

    /** A sender that something happens to. */
    private static final class Interposed implements EventSender {

        private final EventSender sender;
        private volatile Runnable beforeSend = () -> {};
        private volatile Runnable afterSend = () -> {};
        private volatile int asked;
        private volatile int sent;

        Interposed(EventSender sender) {
            this.sender = sender;
        }

        @Override
        public void open() throws InterruptedException {
            sender.open();
        }

        @Override
        public void send(List<StoredEvent> events, String storeEpoch) throws InterruptedException {
            asked = 1;
            beforeSend.run();
            sender.send(events, storeEpoch);
            sent = 1;
            afterSend.run();
        }

        @Override
        public void close() {
            sender.close();
        }
    }

    /** What everybody writes first: {@code where global_index > position}. */
    private static final class TrustingCursor implements EventSource {

        private final JdbcClient jdbc;

        TrustingCursor(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Override
        public Batch after(long position, int limit) {
            List<StoredEvent> rows = UnpublishedEvents.read(jdbc, position, limit);
            return rows.isEmpty()
                    ? Batch.empty(position)
                    : new Batch(rows, List.of(), rows.getLast().globalIndex());
        }
    }
}
