package io.plumbline.platform.intake;

import io.plumbline.platform.kafka.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole partitions, as they stand when it begins, without a group. A partition that is too large to be held at once is
 * read several times, each time for a slice of its aggregates.
 */
public final class KafkaPartitions {

    private static final Duration CALL = Duration.ofSeconds(10);
    private static final int POLLS_WITHOUT_RECORDS = 60;

    private record Extent(TopicPartition partition, long begin, long end) {

        long records() {
            return end - begin;
        }
    }

    private final KafkaConnection kafka;
    private final int mostRecords;
    private final Queue<Extent> unread;
    private final long records;

    /** A partition, slice by slice. */
    public final class Partition {

        private final KafkaConsumer<String, byte[]> consumer;
        private final Extent extent;

        private Partition(KafkaConsumer<String, byte[]> consumer, Extent extent) {
            this.consumer = consumer;
            this.extent = extent;
        }

        public Shard shard() {
            return new Shard(extent.partition().topic(), extent.partition().partition());
        }

        /** At least one. */
        public int slices() {
            return Math.toIntExact(Math.max(1, (extent.records() + mostRecords - 1) / mostRecords));
        }

        /**
         * All records of those aggregates that belong to a slice, in their order.
         *
         * @param slice from 0
         * @throws IllegalStateException if the records do not come
         */
        public Batch slice(int slice) {
            TopicPartition partition = extent.partition();
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<Incoming> records = new ArrayList<>();
            long position = consumer.position(partition, CALL);
            int empty = 0;
            while (position < extent.end()) {
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(Duration.ofSeconds(1)).records(partition)) {
                    if (record.offset() < extent.end() && isIn(slice, record.key())) {
                        records.add(KafkaReader.incoming(record));
                    }
                }
                long before = position;
                position = consumer.position(partition, CALL);
                empty = position == before ? empty + 1 : 0;
                if (empty == POLLS_WITHOUT_RECORDS) {
                    throw new IllegalStateException(partition + " yields no records before offset " + extent.end());
                }
            }
            return new Batch(shard(), extent.begin(), extent.end(), records);
        }

        private boolean isIn(int slice, @Nullable String key) {
            return Math.floorMod(String.valueOf(key).hashCode(), slices()) == slice;
        }
    }

    /** @param mostRecords that a slice holds on average */
    public KafkaPartitions(KafkaConnection kafka, List<String> topics, int mostRecords) {
        this.kafka = kafka;
        this.mostRecords = mostRecords;
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic, CALL).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, CALL);
            unread = consumer.endOffsets(partitions, CALL).entrySet().stream()
                    .map(end -> new Extent(
                            end.getKey(),
                            Objects.requireNonNull(begins.get(end.getKey())),
                            Math.max(Objects.requireNonNull(begins.get(end.getKey())), end.getValue())))
                    // the largest first, so that none is left to one reader at the end
                    .sorted(Comparator.comparingLong(Extent::records).reversed())
                    .collect(Collectors.toCollection(ConcurrentLinkedQueue::new));
        }
        records = unread.stream().mapToLong(Extent::records).sum();
    }

    /** Records that will be read. */
    public long records() {
        return records;
    }

    /**
     * Reads partitions until none is left. Several threads may do so at a time, and share them out.
     *
     * @throws IllegalStateException if a partition's records do not come
     */
    public void forEach(Consumer<Partition> load) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            for (Extent next = unread.poll(); next != null; next = unread.poll()) {
                load.accept(new Partition(consumer, next));
            }
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(kafka.client(Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                "false",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                10_000,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                8 << 20,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(CALL.toMillis()),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(CALL.toMillis()) - 1000,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class)));
    }
}
