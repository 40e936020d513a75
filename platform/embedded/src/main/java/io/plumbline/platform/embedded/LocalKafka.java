package io.plumbline.platform.embedded;

import io.plumbline.platform.embedded.Ports.PortTakenException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntSupplier;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka 4 broker, its own controller too (KRaft), inside this JVM on the loopback interface. It is a broker like any other: the
 * consumer protocol of the new coordinator, transactions and idempotent producers work; topics are not created by accident.
 */
public final class LocalKafka implements AutoCloseable {

    private static final String PLAINTEXT = "PLAINTEXT";

    private final KafkaRaftServer server;
    private final Path folder;
    private final int port;
    private final boolean disposable;

    private LocalKafka(KafkaRaftServer server, Path folder, int port, boolean disposable) {
        this.server = server;
        this.folder = folder;
        this.port = port;
        this.disposable = disposable;
    }

    /**
     * Starts the broker on a folder that outlives it; an empty one is formatted.
     *
     * @throws UncheckedIOException where the folder cannot be written or formatted
     * @throws org.apache.kafka.common.KafkaException where the port or the folder is in use
     */
    public static LocalKafka start(Path folder) {
        return start(folder, Ports::free);
    }

    /** @param ports of which the first that nobody else listens on is taken */
    static LocalKafka start(Path folder, IntSupplier ports) {
        return Ports.listening(ports, port -> start(folder, port, PLAINTEXT, Map.of(), false));
    }

    /** Starts a broker for tests: a free port and a folder that goes when it is closed. */
    public static LocalKafka startDisposable() {
        return startDisposable(PLAINTEXT, Map.of());
    }

    /**
     * Starts a broker for tests that is spoken to in another way than plain text.
     *
     * @param protocol Kafka's name of it, {@code SASL_SSL} for example
     * @param further settings of the broker that it needs
     */
    public static LocalKafka startDisposable(String protocol, Map<String, String> further) {
        return Ports.listening(Ports::free, port -> start(Folders.temporary("kafka"), port, protocol, further, true));
    }

    private static LocalKafka start(
            Path folder, int port, String protocol, Map<String, String> further, boolean disposable) {
        Path log = folder.resolve("log");
        int controllerPort = Ports.free();
        Properties settings = settings(log, protocol, port, controllerPort);
        settings.putAll(further);
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("server.properties");
            try (Writer writer = Files.newBufferedWriter(file)) {
                settings.store(writer, "written at every start");
            }
            if (Files.notExists(log.resolve("meta.properties"))) {
                format(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException failed) {
            server.shutdown();
            server.awaitShutdown();
            throw isFree(port, controllerPort) ? failed : new PortTakenException(port, failed);
        }
        return new LocalKafka(server, folder, port, disposable);
    }

    private static boolean isFree(int... ports) {
        return Arrays.stream(ports).allMatch(Ports::isFree);
    }

    private static Properties settings(Path log, String protocol, int port, int controllerPort) {
        var settings = new Properties();
        settings.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "1",
                "controller.quorum.voters",
                "1@127.0.0.1:" + controllerPort,
                "listeners",
                protocol + "://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "controller.listener.names",
                "CONTROLLER",
                "inter.broker.listener.name",
                protocol,
                "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT," + protocol + ":" + protocol,
                "log.dirs",
                log.toString(),
                "auto.create.topics.enable",
                "false",
                // The event stores are the truth; a suite that was down for weeks must still find what it hadn't read.
                "log.retention.ms",
                "-1"));
        settings.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "3",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "3",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1"));
        // One machine, few clients: a consumer that joins or leaves is noticed within a second or two.
        settings.putAll(Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.consumer.min.heartbeat.interval.ms", "500",
                "group.consumer.heartbeat.interval.ms", "500",
                "group.consumer.min.session.timeout.ms", "6000",
                "group.consumer.session.timeout.ms", "10000"));
        // One machine: few threads, small buffers.
        settings.putAll(Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "group.coordinator.threads", "1",
                "log.cleaner.dedupe.buffer.size", "4194304",
                "log.index.size.max.bytes", "1048576",
                "log.segment.bytes", "67108864",
                "metadata.log.segment.bytes", "16777216"));
        return settings;
    }

    private static void format(Path settings) throws IOException {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        String[] command = {"format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString()};
        if (StorageTool.execute(command, out) != 0) {
            throw new IOException("Kafka's folder could not be formatted: " + said.toString(StandardCharsets.UTF_8));
        }
    }

    /** What a client's {@code bootstrap.servers} takes. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Stops the broker cleanly, with what it holds flushed. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        if (disposable) {
            Folders.delete(folder);
        }
    }
}
