package io.plumbline.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServersIT {

    @TempDir
    Path folder;

    @Test
    void postgresKeepsItsDataAcrossACleanStop() throws Exception {
        try (var server = LocalPostgres.start(folder)) {
            execute(server, "CREATE TABLE note AS SELECT 'kept' AS text");
        }
        try (var server = LocalPostgres.start(folder)) {
            assertThat(query(server, "SELECT text FROM note")).isEqualTo("kept");
            assertThat(query(server, "SELECT current_setting('server_version_num')::int / 10000"))
                    .isEqualTo("18");
            assertThat(query(server, "SELECT current_setting('fsync') || current_setting('synchronous_commit')"))
                    .isEqualTo("onon");
        }
        assertThat(Files.readString(folder.resolve("server.log")))
                .contains("database system is shut down")
                .doesNotContain("not properly shut down");
    }

    @Test
    void postgresTakesOverFromAServerThatWasLeftRunning() throws Exception {
        // Never closed: this is what a killed process leaves behind.
        var orphan = LocalPostgres.start(folder);
        execute(orphan, "CREATE TABLE note AS SELECT 'kept' AS text");
        ProcessHandle process = ProcessHandle.of(orphan.pid()).orElseThrow();

        LocalPostgres.stopOrphan(folder);

        assertThat(process.isAlive()).isFalse();
        orphan.close();
        try (var server = LocalPostgres.start(folder)) {
            assertThat(query(server, "SELECT text FROM note")).isEqualTo("kept");
        }
    }

    @Test
    void postgresLetsNobodyInWithoutAPassword() throws Exception {
        try (var server = LocalPostgres.startDisposable()) {
            assertThatThrownBy(() ->
                            DriverManager.getConnection(server.jdbcUrl("postgres"), LocalPostgres.SUPERUSER, "a guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void kafkaKeepsItsRecordsAcrossACleanStop() throws Exception {
        try (var broker = LocalKafka.start(folder)) {
            createTopic(broker, "notes");
            send(broker, "notes", "kept");
        }
        try (var broker = LocalKafka.start(folder)) {
            send(broker, "notes", "added");
            assertThat(readByGroup(broker, "notes", 2)).containsExactlyInAnyOrder("kept", "added");
        }
    }

    @Test
    void aSecretIsReadableByItsOwnerOnly() throws Exception {
        Path file = folder.resolve("secret");

        String secret = Secrets.keptIn(file);

        assertThat(Secrets.keptIn(file)).isEqualTo(secret).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aPortThatIsTakenInBetweenIsNotTheEnd() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Iterator<Integer> ports =
                    List.of(other.getLocalPort(), Ports.free()).iterator();
            try (var server = LocalPostgres.start(folder.resolve("postgres"), ports::next)) {
                assertThat(query(server, "SELECT 'up'")).isEqualTo("up");
            }
            Iterator<Integer> more = List.of(other.getLocalPort(), Ports.free()).iterator();
            try (var broker = LocalKafka.start(folder.resolve("kafka"), more::next)) {
                createTopic(broker, "notes");
            }
        }
    }

    @Test
    void aPortThatIsAlwaysTakenIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalPostgres.start(folder, other::getLocalPort))
                    .hasMessage("port %d of the loopback interface is in use by another program", other.getLocalPort());
        }
    }

    @Test
    void portsLieWhereNoOutgoingConnectionTakesThem() {
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            int port = Ports.free();
            assertThat(port).isBetween(15_000, 32_767);
            assertThat(given.add(port)).as("no port twice").isTrue();
        }
    }

    @Test
    void programsAreRunFromAFolderOfTheUsersOwn() throws Exception {
        Path cache = UserCache.ownFolder(folder.resolve("cache").resolve("plumbline"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
        assertThat(UserCache.ownFolder(cache)).isEqualTo(cache);

        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> UserCache.ownFolder(open)).hasMessageContaining("can be written by others");

        Path link = Files.createSymbolicLink(folder.resolve("link"), cache);
        assertThatThrownBy(() -> UserCache.ownFolder(link)).hasMessageContaining("is not a folder");
    }

    private static void execute(LocalPostgres server, String sql) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(LocalPostgres server, String sql) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void createTopic(LocalKafka broker, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(3), Optional.empty())))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static void send(LocalKafka broker, String topic, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value, value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> readByGroup(LocalKafka broker, String topic, int expected) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "group.id", "readers",
                "group.protocol", "consumer",
                "auto.offset.reset", "earliest");
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                return values.size() >= expected;
            });
        }
        return values;
    }
}
