package io.plumbline.platform.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads whole partitions, as they stand when it begins, without a group. */
public final class KafkaPartitions implements AutoCloseable {

    private static final Duration CALL = Duration.ofSeconds(10);
    private static final int POLLS_WITHOUT_RECORDS = 60;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> ends;

    public KafkaPartitions(String bootstrapServers, List<String> topics) {
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
        ends = consumer.endOffsets(partitions, CALL);
    }

    /** Records that will be read, or a few less where some have expired. */
    public long records() {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @throws IllegalStateException if a partition's records do not come */
    public void forEach(Consumer<Batch> load) {
        ends.forEach((partition, end) -> load.accept(read(partition, end)));
    }

    private Batch read(TopicPartition partition, long end) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long from = consumer.position(partition, CALL);
        List<Incoming> records = new ArrayList<>();
        int empty = 0;
        while (consumer.position(partition, CALL) < end) {
            int before = records.size();
            consumer.poll(Duration.ofSeconds(1)).records(partition).forEach(record -> {
                if (record.offset() < end) {
                    records.add(KafkaIntake.incoming(record));
                }
            });
            empty = records.size() == before ? empty + 1 : 0;
            if (empty == POLLS_WITHOUT_RECORDS) {
                throw new IllegalStateException(partition + " yields no records before offset " + end);
            }
        }
        return new Batch(new Shard(partition.topic(), partition.partition()), from, Math.max(from, end), records);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
