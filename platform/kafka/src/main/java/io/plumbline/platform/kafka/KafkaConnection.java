package io.plumbline.platform.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where Kafka is and how it is spoken to. Every client is made from it, so that one setting reaches all: producers, consumers
 * and administration.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param properties of Kafka's clients that secure the connection, as Kafka names them: {@code security.protocol},
 *     {@code ssl.*}, {@code sasl.*}; none means plain text. What decides about loss and order is not for a deployment to change
 */
@ConfigurationProperties("plumbline.kafka")
public record KafkaConnection(String bootstrapServers, Map<String, String> properties) {

    private static final List<String> ALLOWED = List.of("security.", "ssl.", "sasl.");

    /** @throws IllegalArgumentException where no address is given, or a property is not one that secures a connection */
    public KafkaConnection(@Nullable String bootstrapServers, @Nullable Map<String, String> properties) {
        if (bootstrapServers == null || bootstrapServers.isBlank()) {
            throw new IllegalArgumentException(
                    "plumbline.kafka.bootstrap-servers must say where Kafka is, as host:port");
        }
        this.bootstrapServers = bootstrapServers;
        this.properties = properties == null ? Map.of() : Map.copyOf(properties);
        this.properties.keySet().stream()
                .filter(name -> ALLOWED.stream().noneMatch(name::startsWith))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "plumbline.kafka.properties takes security.*, ssl.* and sasl.*, and not " + name);
                });
    }

    /** In plain text. */
    public static KafkaConnection to(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, Map.of());
    }

    /** A client's configuration: its own settings, with this connection's. */
    public Map<String, Object> client(Map<String, ?> own) {
        Map<String, Object> client = new HashMap<>(properties);
        client.putAll(own);
        client.put("bootstrap.servers", bootstrapServers);
        return client;
    }

    /** Without values: among them are passwords. */
    @Override
    public String toString() {
        String secured = String.join(", ", new TreeSet<>(properties.keySet()));
        return "Kafka at " + bootstrapServers + (secured.isEmpty() ? "" : ", with " + secured);
    }
}
