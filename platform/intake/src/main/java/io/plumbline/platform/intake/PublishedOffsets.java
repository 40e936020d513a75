package io.plumbline.platform.intake;

import io.plumbline.platform.kafka.KafkaConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Tells how far topics have been written, whoever reads them. */
public final class PublishedOffsets implements AutoCloseable {

    private static final Duration CALL = Duration.ofSeconds(10);

    private final List<String> topics;
    private final Admin admin;

    /** Connects when it is asked first. */
    public PublishedOffsets(KafkaConnection kafka, List<String> topics) {
        this.topics = List.copyOf(topics);
        this.admin = Admin.create(kafka.client(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(CALL.toMillis()),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(CALL.toMillis()) - 1000)));
    }

    /**
     * The offset behind the last record of every partition.
     *
     * @throws IllegalStateException if Kafka does not tell in ten seconds, or knows one of the topics not
     */
    public Map<Shard, Long> ends() {
        try {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get(CALL.toMillis(), TimeUnit.MILLISECONDS)
                    .values()
                    .forEach(topic -> topic.partitions()
                            .forEach(partition -> wanted.put(
                                    new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
            Map<TopicPartition, ListOffsetsResultInfo> found =
                    admin.listOffsets(wanted).all().get(CALL.toMillis(), TimeUnit.MILLISECONDS);
            Map<Shard, Long> ends = new HashMap<>();
            found.forEach(
                    (partition, end) -> ends.put(new Shard(partition.topic(), partition.partition()), end.offset()));
            return ends;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka was asked how far it has been written", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not tell how far it has been written", e);
        }
    }

    @Override
    public void close() {
        admin.close(CALL);
    }
}
