package io.plumbline.platform.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL server and the Kafka broker that the tests of a JVM share: containers where a Docker engine answers, embedded ones
 * otherwise. Each starts when it is first asked for and stops with the JVM; tests keep apart by their own databases and topics.
 */
public final class Servers {

    private static final int ATTEMPTS = 100;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    private @Nullable Admission postgres;
    private @Nullable String bootstrapServers;

    private Servers() {}

    /** The servers of this JVM. */
    public static Servers shared() {
        return Shared.SERVERS;
    }

    /**
     * A new, empty database with a role of its own that owns it and is no superuser.
     *
     * @param name what the database's name begins with: lower-case letters, digits and underscores
     */
    public Database createDatabase(String name) {
        String unique = name + "_" + UUID.randomUUID().toString().substring(0, 8);
        String password = Secrets.generate();
        Admission server = postgres();
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl("postgres"), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE \"%s\" LOGIN PASSWORD '%s'".formatted(unique, password));
            statement.execute("CREATE DATABASE \"%1$s\" OWNER \"%1$s\"".formatted(unique));
        } catch (SQLException e) {
            throw new IllegalStateException("database " + unique + " could not be created", e);
        }
        return new Database(server.jdbcUrl(unique), unique, password);
    }

    /**
     * Creates a role that may log in to a database and owns nothing there.
     *
     * @return the same database, as that role sees it
     */
    public Database createReader(Database database, String name) {
        String unique = name + "_" + UUID.randomUUID().toString().substring(0, 8);
        String password = Secrets.generate();
        Admission server = postgres();
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl("postgres"), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE \"%s\" LOGIN PASSWORD '%s'".formatted(unique, password));
        } catch (SQLException e) {
            throw new IllegalStateException("role " + unique + " could not be created", e);
        }
        return new Database(database.jdbcUrl(), unique, password);
    }

    /** What a client's {@code bootstrap.servers} takes. */
    public synchronized String bootstrapServers() {
        if (bootstrapServers == null) {
            bootstrapServers = startKafka();
        }
        return bootstrapServers;
    }

    /**
     * Creates a topic of one replica.
     *
     * @param name what the topic's name begins with
     * @param partitions how many
     * @return the topic's unique name
     */
    public String createTopic(String name, int partitions) {
        String unique = name + "." + UUID.randomUUID().toString().substring(0, 8);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(unique, Optional.of(partitions), Optional.of((short) 1))))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            awaitLeaders(admin, unique, partitions);
            return unique;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("topic " + unique + " could not be created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topic " + unique, e);
        }
    }

    /**
     * A topic is created before its leaders take records. An idempotent producer that sends in between can have its first
     * batch refused and its second accepted, which then blocks the partition: a producer without history may begin anywhere.
     */
    private static void awaitLeaders(Admin admin, String topic, int partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        for (int attempt = 1; ; attempt++) {
            try {
                admin.listOffsets(ends).all().get(30, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                // a broker that has not heard of the topic yet says that there is none
                if (attempt == ATTEMPTS || !(e.getCause() instanceof RetriableException)) {
                    throw e;
                }
                Thread.sleep(BETWEEN_ATTEMPTS);
            }
        }
    }

    private synchronized Admission postgres() {
        if (postgres == null) {
            postgres = startPostgres();
        }
        return postgres;
    }

    private static Admission startPostgres() {
        if (Docker.ANSWERS) {
            var container = new PostgreSQLContainer("postgres:18");
            container.setCommand(
                    "postgres", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=200");
            container.start();
            return new Admission(
                    container.getHost(),
                    container.getMappedPort(5432),
                    container.getUsername(),
                    container.getPassword());
        }
        var server = LocalPostgres.startDisposable();
        stopWithJvm(server::close);
        return new Admission("127.0.0.1", server.port(), LocalPostgres.SUPERUSER, server.password());
    }

    private static String startKafka() {
        if (Docker.ANSWERS) {
            var container = new KafkaContainer("apache/kafka:4.2.1");
            container.start();
            return container.getBootstrapServers();
        }
        var broker = LocalKafka.startDisposable();
        stopWithJvm(broker::close);
        return broker.bootstrapServers();
    }

    private static void stopWithJvm(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop-server"));
    }

    private record Admission(String host, int port, String user, String password) {

        String jdbcUrl(String database) {
            return "jdbc:postgresql://" + host + ":" + port + "/" + database;
        }
    }

    private static final class Docker {
        static final boolean ANSWERS = DockerClientFactory.instance().isDockerAvailable();
    }

    private static final class Shared {
        static final Servers SERVERS = new Servers();
    }
}
