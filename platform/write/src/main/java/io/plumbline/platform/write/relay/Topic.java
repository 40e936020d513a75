package io.plumbline.platform.write.relay;

import io.plumbline.platform.kafka.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic that a service publishes to. */
final class Topic {

    /**
     * The most that a record may take, several times the largest body of a request: an event that Kafka refuses would stop the line
     * for good.
     */
    static final int MOST_BYTES = 16 << 20;

    private static final Logger log = LoggerFactory.getLogger(Topic.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
    private static final int ATTEMPTS = 100;

    private Topic() {}

    /**
     * Creates the topic where it is absent; one that is there stays as it is, but that it takes records as large as they may be.
     *
     * @throws IllegalStateException where Kafka refuses or does not answer
     */
    static void createIfAbsent(KafkaConnection kafka, RelaySettings settings) throws InterruptedException {
        int limit = (int) TIMEOUT.toMillis();
        try (Admin admin = Admin.create(kafka.client(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limit,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, limit)))) {
            NewTopic topic = new NewTopic(
                            settings.topic(),
                            Optional.of(settings.partitions()),
                            Optional.of(settings.replication()).filter(replication -> replication > 0))
                    // consumers rebuild from the topic, so it keeps everything
                    .configs(Map.of(
                            TopicConfig.CLEANUP_POLICY_CONFIG,
                            TopicConfig.CLEANUP_POLICY_DELETE,
                            TopicConfig.RETENTION_MS_CONFIG,
                            "-1",
                            TopicConfig.RETENTION_BYTES_CONFIG,
                            "-1",
                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                            Integer.toString(MOST_BYTES)));
            try {
                admin.createTopics(List.of(topic)).all().get(limit, TimeUnit.MILLISECONDS);
                awaitLeaders(admin, settings);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new IllegalStateException("the topic " + settings.topic() + " cannot be created", e);
                }
                admitLargeRecords(admin, settings.topic(), limit);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer", e);
        }
    }

    /** Of a topic that an older version created, or somebody else. */
    private static void admitLargeRecords(Admin admin, String name, int limit)
            throws InterruptedException, TimeoutException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try {
            ConfigEntry most = Objects.requireNonNull(
                            admin.describeConfigs(List.of(topic)).values().get(topic))
                    .get(limit, TimeUnit.MILLISECONDS)
                    .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            if (most != null && Long.parseLong(most.value()) < MOST_BYTES) {
                ConfigEntry wanted =
                        new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MOST_BYTES));
                admin.incrementalAlterConfigs(
                                Map.of(topic, List.of(new AlterConfigOp(wanted, AlterConfigOp.OpType.SET))))
                        .all()
                        .get(limit, TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException e) {
            log.warn("{} may take no records as large as {} bytes, as it should", name, MOST_BYTES, e);
        }
    }

    /**
     * A topic is created before its leaders take records. An idempotent producer that sends in between can have its first
     * batch refused and its second accepted.
     */
    private static void awaitLeaders(Admin admin, RelaySettings settings)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, settings.partitions())
                .mapToObj(partition -> new TopicPartition(settings.topic(), partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        for (int attempt = 1; ; attempt++) {
            try {
                admin.listOffsets(ends).all().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (ExecutionException e) {
                if (attempt == ATTEMPTS || !(e.getCause() instanceof RetriableException)) {
                    throw e;
                }
                Thread.sleep(BETWEEN_ATTEMPTS);
            }
        }
    }
}
