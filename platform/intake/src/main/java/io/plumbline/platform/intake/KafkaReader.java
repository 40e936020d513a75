package io.plumbline.platform.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;

/**
 * One consumer on a thread of its own, which hands what it polls to an {@link Intake}.
 *
 * <p>Offsets live in the database alone: on assignment each partition is sought to the table's offset. Whatever fails
 * beyond a few quick retries (the database, the broker, a fence) costs the consumer its life and its partitions; the next
 * one starts from the table again, after a pause that grows up to ten seconds. So there is one way to recover, and it is
 * the one that every start takes.
 */
final class KafkaReader {

    private static final Logger log = LoggerFactory.getLogger(KafkaReader.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final int QUICK_RETRIES = 4;
    private static final int MOST_COMPLAINTS = 100;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final KafkaIntake.Settings settings;
    private final Intake intake;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final ConcurrentSkipListMap<Shard, String> stopped = new ConcurrentSkipListMap<>();
    private final ConcurrentHashMap<String, Long> lag = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Instant> newest = new ConcurrentHashMap<>();
    private final Object monitor = new Object();
    private final Thread thread;
    private volatile boolean running = true;
    private volatile @Nullable String failure;
    private volatile @Nullable KafkaConsumer<String, byte[]> polling;

    KafkaReader(KafkaIntake.Settings settings, Intake intake, int number) {
        this.settings = settings;
        this.intake = intake;
        this.thread = Thread.ofPlatform()
                .name("intake-" + settings.group() + "-" + number)
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Asks it to end after the transaction that it is at. */
    void end() {
        synchronized (monitor) {
            running = false;
            monitor.notifyAll();
        }
        KafkaConsumer<String, byte[]> consumer = polling;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    /** Returns when the last transaction has ended and the partitions have been given back. */
    void awaitEnd() throws InterruptedException {
        if (!thread.join(CLOSE.plus(CALL))) {
            log.warn("A reader of {} has not ended in time; its offsets stay fenced", settings.group());
        }
    }

    /** Why polls fail at present, or why there are none any more; null while they succeed. */
    @Nullable String failure() {
        return failure;
    }

    /** Records of its partitions that are not read yet, by topic. */
    Map<String, Long> lag() {
        return lag;
    }

    /** When the newest event read was recorded, by topic. */
    Map<String, Instant> newest() {
        return newest;
    }

    /** How many of its partitions stand still before a gap. */
    int stopped() {
        return stopped.size();
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        while (running) {
            try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(properties())) {
                polling = consumer;
                consumer.subscribe(settings.topics(), new SeekToTable(consumer));
                var gathering = new Gathering(settings.maxRecords());
                while (running) {
                    int records = poll(consumer);
                    failure = null;
                    pause = FIRST_PAUSE_MILLIS;
                    pauseUnlessStopped(
                            gathering.after(records, System.nanoTime()).toMillis());
                }
            } catch (WakeupException e) {
                log.debug("Woken to stop");
            } catch (FencedException e) {
                log.info("Fenced off, starting again from the table: {}", e.getMessage());
            } catch (InterruptException e) {
                failure = e.toString();
                running = false;
            } catch (RuntimeException e) {
                failure = e.toString();
                log.error("The intake of {} starts again in {} ms", settings.group(), pause, e);
                pauseUnlessStopped(pause);
                pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            } finally {
                polling = null;
                forget(List.copyOf(positions.keySet()));
            }
        }
    }

    /** @return how many records there were */
    private int poll(KafkaConsumer<String, byte[]> consumer) {
        ConsumerRecords<String, byte[]> records = pollSought(consumer);
        List<Batch> batches = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            batches.add(batch(partition, records.records(partition)));
        }
        if (!batches.isEmpty()) {
            takeWithRetries(batches).forEach((shard, progress) -> passed(consumer, shard, progress));
        }
        noteLag(consumer);
        return records.count();
    }

    /**
     * The consumer looks for a committed offset of a new partition while the callback that seeks is still to be called, and
     * complains that there is none. The next poll calls it.
     */
    private static ConsumerRecords<String, byte[]> pollSought(KafkaConsumer<String, byte[]> consumer) {
        for (int complaints = 0; ; complaints++) {
            try {
                return consumer.poll(POLL);
            } catch (NoOffsetForPartitionException e) {
                if (complaints == MOST_COMPLAINTS) {
                    throw e;
                }
            }
        }
    }

    private Batch batch(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records) {
        Shard shard = new Shard(partition.topic(), partition.partition());
        long from = positions.getOrDefault(partition, -1L);
        long next = records.getLast().offset() + 1;
        return new Batch(
                shard, from, next, records.stream().map(KafkaReader::incoming).toList());
    }

    static Incoming incoming(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return new Incoming(record.offset(), record.key(), headers, record.value());
    }

    /** Deadlocks and lock timeouts pass quickly and are not worth a rebalance. */
    private Map<Shard, Progress> takeWithRetries(List<Batch> batches) {
        long pause = FIRST_PAUSE_MILLIS;
        for (int retry = 0; ; retry++) {
            try {
                return intake.take(batches);
            } catch (TransientDataAccessException e) {
                if (retry == QUICK_RETRIES || !running) {
                    throw e;
                }
                log.warn("Retrying a batch in {} ms: {}", pause, e.toString());
                pauseUnlessStopped(pause);
                pause *= 2;
            }
        }
    }

    private void passed(KafkaConsumer<String, byte[]> consumer, Shard shard, Progress progress) {
        TopicPartition partition = new TopicPartition(shard.topic(), shard.partition());
        positions.put(partition, progress.next());
        if (progress.newest() != null) {
            newest.merge(shard.topic(), progress.newest(), (a, b) -> a.isAfter(b) ? a : b);
        }
        if (progress.stopped() != null) {
            stopped.put(shard, progress.stopped());
            consumer.pause(List.of(partition));
            log.error("Partition {} stands still at {}", shard, progress.stopped());
        }
    }

    private void noteLag(KafkaConsumer<String, byte[]> consumer) {
        Map<String, Long> now = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            consumer.currentLag(partition).ifPresent(n -> now.merge(partition.topic(), n, Long::sum));
        }
        lag.keySet().retainAll(now.keySet());
        lag.putAll(now);
    }

    private void forget(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            positions.remove(partition);
            stopped.remove(new Shard(partition.topic(), partition.partition()));
        }
    }

    private void pauseUnlessStopped(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        synchronized (monitor) {
            try {
                for (long left = millis; running && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
                    monitor.wait(left);
                }
            } catch (InterruptedException e) {
                running = false;
                Thread.currentThread().interrupt();
            }
        }
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        // of every topic the same share: one of them has nearly all the records
        properties.put(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxRecords());
        // a topic that its publisher creates later is found within seconds
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, "5000");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(CALL.toMillis()));
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(CALL.toMillis()) - 1000);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings.kafka().client(properties);
    }

    private final class SeekToTable implements ConsumerRebalanceListener {

        private final KafkaConsumer<String, byte[]> consumer;

        SeekToTable(KafkaConsumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.isEmpty()) {
                return;
            }
            Map<Shard, Long> beginnings = new TreeMap<>();
            consumer.beginningOffsets(partitions, CALL)
                    .forEach((partition, offset) ->
                            beginnings.put(new Shard(partition.topic(), partition.partition()), offset));
            intake.positions(beginnings).forEach((shard, offset) -> {
                TopicPartition partition = new TopicPartition(shard.topic(), shard.partition());
                consumer.seek(partition, offset);
                positions.put(partition, offset);
            });
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            forget(partitions);
        }
    }
}
