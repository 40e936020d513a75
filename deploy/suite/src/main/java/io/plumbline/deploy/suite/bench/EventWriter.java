package io.plumbline.deploy.suite.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes events to the topics as the relay of a service does: CloudEvents in binary mode, keyed by aggregate. */
public final class EventWriter implements AutoCloseable {

    private static final int PARTITIONS = 12;

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private EventWriter(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Creates the topics where they are absent. */
    public static EventWriter to(String bootstrapServers) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            for (PublishedEvent.Publisher publisher : PublishedEvent.Publisher.values()) {
                NewTopic topic = new NewTopic(publisher.topic(), Optional.of(PARTITIONS), Optional.empty());
                try {
                    admin.createTopics(List.of(topic)).all().get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException("the topic " + publisher.topic() + " can't be created", e);
                    }
                }
            }
        }
        return new EventWriter(new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
    }

    /** The topics that it writes to. */
    public static List<String> topics() {
        return Arrays.stream(PublishedEvent.Publisher.values())
                .map(PublishedEvent.Publisher::topic)
                .toList();
    }

    /** Hands an event to Kafka; {@link #flush} says whether it took it. */
    public void write(PublishedEvent event) {
        ProducerRecord<byte[], byte[]> written =
                new ProducerRecord<>(event.publisher().topic(), utf8(event.aggregateId()), utf8(event.json()));
        header(written, "ce_specversion", "1.0");
        // of the same event the same id, however often it is written
        header(
                written,
                "ce_id",
                UUID.nameUUIDFromBytes(utf8(event.aggregateId() + "/" + event.sequence()))
                        .toString());
        header(written, "ce_type", event.type());
        header(written, "ce_source", event.publisher().source());
        header(written, "ce_subject", event.aggregateId());
        header(written, "ce_time", event.recordedAt().toString());
        header(written, "content-type", "application/json");
        header(written, "ce_sequence", Integer.toString(event.sequence()));
        producer.send(written, (metadata, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    /** @throws IllegalStateException where Kafka didn't take all that was written */
    public void flush() {
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("Kafka refused an event", failed);
        }
    }

    private static void header(ProducerRecord<byte[], byte[]> written, String name, String value) {
        written.headers().add(name, utf8(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
