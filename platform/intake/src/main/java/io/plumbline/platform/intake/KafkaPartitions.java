package io.plumbline.platform.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
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
public final class KafkaPartitions implements AutoCloseable {

    private static final Duration CALL = Duration.ofSeconds(10);
    private static final int POLLS_WITHOUT_RECORDS = 60;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final int mostRecords;

    /** A partition, slice by slice. */
    public final class Partition {

        private final TopicPartition partition;
        private final long begin;
        private final long end;

        private Partition(TopicPartition partition, long begin, long end) {
            this.partition = partition;
            this.begin = begin;
            this.end = Math.max(begin, end);
        }

        public Shard shard() {
            return new Shard(partition.topic(), partition.partition());
        }

        /** At least one. */
        public int slices() {
            return Math.toIntExact(Math.max(1, (end - begin + mostRecords - 1) / mostRecords));
        }

        /**
         * All records of those aggregates that belong to a slice, in their order.
         *
         * @param slice from 0
         * @throws IllegalStateException if the records do not come
         */
        public Batch slice(int slice) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<Incoming> records = new ArrayList<>();
            long position = consumer.position(partition, CALL);
            int empty = 0;
            while (position < end) {
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(Duration.ofSeconds(1)).records(partition)) {
                    if (record.offset() < end && isIn(slice, record.key())) {
                        records.add(KafkaIntake.incoming(record));
                    }
                }
                long before = position;
                position = consumer.position(partition, CALL);
                empty = position == before ? empty + 1 : 0;
                if (empty == POLLS_WITHOUT_RECORDS) {
                    throw new IllegalStateException(partition + " yields no records before offset " + end);
                }
            }
            return new Batch(shard(), begin, end, records);
        }

        private boolean isIn(int slice, @Nullable String key) {
            return Math.floorMod(String.valueOf(key).hashCode(), slices()) == slice;
        }
    }

    /**
     * Every {@code of}th partition of the topics, from the given one on: readers with the same number and different places share
     * them out.
     *
     * @param mostRecords that a slice holds on average
     */
    public KafkaPartitions(String bootstrapServers, List<String> topics, int place, int of, int mostRecords) {
        this.mostRecords = mostRecords;
        consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                "false",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                10_000,
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                1,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(CALL.toMillis()),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(CALL.toMillis()) - 1000,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class));
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic, CALL).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        List<TopicPartition> own = IntStream.range(0, partitions.size())
                .filter(i -> i % of == place)
                .mapToObj(partitions::get)
                .toList();
        ends = consumer.endOffsets(own, CALL);
    }

    /** Records that will be read, or a few less where some have expired. */
    public long records() {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @throws IllegalStateException if a partition's records do not come */
    public void forEach(Consumer<Partition> load) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(ends.keySet(), CALL);
        ends.forEach((partition, end) ->
                load.accept(new Partition(partition, Objects.requireNonNull(begins.get(partition)), end)));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
