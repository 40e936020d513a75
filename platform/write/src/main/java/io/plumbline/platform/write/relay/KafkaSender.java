package io.plumbline.platform.write.relay;

import io.plumbline.platform.kafka.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends to Kafka and waits for every acknowledgement. A producer that failed once is replaced. */
final class KafkaSender implements EventSender {

    /** How long a record may take, with all retries, before it counts as not sent; the lease must be longer. */
    static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(10);

    private final RelaySettings settings;
    private final KafkaConnection kafka;
    private final CloudEvents cloudEvents;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    KafkaSender(RelaySettings settings, KafkaConnection kafka, CloudEvents cloudEvents) {
        this.settings = settings;
        this.kafka = kafka;
        this.cloudEvents = cloudEvents;
    }

    @Override
    public void open() throws InterruptedException {
        Topic.createIfAbsent(kafka, settings);
    }

    @Override
    public void send(List<StoredEvent> events, String storeEpoch) throws InterruptedException {
        boolean sent = false;
        try {
            KafkaProducer<byte[], byte[]> current = producer();
            List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(events.size());
            for (StoredEvent event : events) {
                acknowledgements.add(send(current, event, storeEpoch));
            }
            current.flush();
            for (int i = 0; i < events.size(); i++) {
                await(acknowledgements.get(i), events.get(i));
            }
            sent = true;
        } catch (org.apache.kafka.common.errors.InterruptException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("interrupted while sending").initCause(e);
        } finally {
            if (!sent) {
                close();
            }
        }
    }

    private Future<RecordMetadata> send(KafkaProducer<byte[], byte[]> current, StoredEvent event, String storeEpoch) {
        try {
            return current.send(cloudEvents.record(settings.topic(), event, storeEpoch));
        } catch (org.apache.kafka.common.errors.InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new NotSent(event, e);
        }
    }

    private static void await(Future<RecordMetadata> acknowledgement, StoredEvent event) throws InterruptedException {
        try {
            acknowledgement.get(DELIVERY_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new NotSent(event, Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            throw new NotSent(event, e);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    kafka.client(Map.ofEntries(
                            Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                            Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                            Map.entry(ProducerConfig.LINGER_MS_CONFIG, 5),
                            Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024),
                            Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MOST_BYTES),
                            Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_TIMEOUT.toMillis()),
                            Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
                            Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000))),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }
}
