package io.plumbline.platform.testing;

import io.plumbline.platform.embedded.Servers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes as another service would, for the tests of one that reads it. */
public final class OtherService implements AutoCloseable {

    private final String source;
    private final String topic;
    private final Map<String, Long> sequences = new HashMap<>();
    private final KafkaProducer<String, String> producer;

    /** @param source for example {@code /customer-service} */
    public OtherService(String source, String topic) {
        this.source = source;
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Servers.shared().bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Publishes an aggregate's next event and returns when Kafka has it. */
    public void publish(String type, String aggregateId, String data) {
        long sequence = sequences.merge(aggregateId, 0L, (last, first) -> last + 1);
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, aggregateId, data);
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", UUID.randomUUID().toString());
        header(record, "ce_type", type);
        header(record, "ce_source", source);
        header(record, "ce_subject", aggregateId);
        header(record, "ce_time", "2024-01-01T00:00:00Z");
        header(record, "content-type", "application/json");
        header(record, "ce_sequence", Long.toString(sequence));
        header(record, "ce_globalindex", "1");
        header(record, "ce_storeepoch", "0198c1f0-0000-7000-8000-0000000000e0");
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void header(ProducerRecord<String, String> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
