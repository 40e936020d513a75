package io.plumbline.platform.write.relay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic that a service publishes to. */
final class Topic {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Topic() {}

    /**
     * Creates the topic where it is absent; one that is there stays as it is.
     *
     * @throws IllegalStateException where Kafka refuses or does not answer
     */
    static void createIfAbsent(String bootstrapServers, RelaySettings settings) throws InterruptedException {
        int limit = (int) TIMEOUT.toMillis();
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, limit,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, limit))) {
            NewTopic topic = new NewTopic(
                            settings.topic(),
                            Optional.of(settings.partitions()),
                            Optional.of(settings.replication()).filter(replication -> replication > 0))
                    // consumers rebuild from the topic, so it keeps everything
                    .configs(Map.of(
                            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                            TopicConfig.RETENTION_MS_CONFIG, "-1",
                            TopicConfig.RETENTION_BYTES_CONFIG, "-1"));
            admin.createTopics(List.of(topic)).all().get(limit, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("the topic " + settings.topic() + " cannot be created", e);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer", e);
        }
    }
}
