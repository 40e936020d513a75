package io.plumbline.deploy.endtoend;

import io.plumbline.platform.embedded.LocalKafka;
import io.plumbline.platform.embedded.LocalPostgres;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Databases and topics as an earlier version left them, put into a data folder. */
final class RecordedStore {

    private static final int PARTITIONS = 12;
    private static final Duration SEND_LIMIT = Duration.ofSeconds(30);
    private static final String PASSWORD = "until the suite sets its own";

    /**
     * A service's database as it was.
     *
     * @param migrated the last migration of its own that it had
     * @param hasCopies whether it followed other services' topics
     */
    private record Stored(String name, String migrated, boolean hasCopies) {}

    private static final List<Stored> SERVICES = List.of(
            new Stored("goal", "5", false), new Stored("customer", "2", true), new Stored("activity", "4", true));

    private final Path recording;

    RecordedStore(Path recording) {
        this.recording = recording;
    }

    void putInto(Path dataFolder) throws Exception {
        try (LocalPostgres server = LocalPostgres.start(dataFolder.resolve("postgres"))) {
            for (Stored service : SERVICES) {
                restore(server, service);
            }
        }
        try (LocalKafka broker = LocalKafka.start(dataFolder.resolve("kafka"))) {
            fillTopics(broker.bootstrapServers());
        }
    }

    private void restore(LocalPostgres server, Stored service) throws SQLException, IOException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(service.name(), PASSWORD));
            statement.execute("CREATE DATABASE %1$s OWNER %1$s".formatted(service.name()));
        }
        var database = new PGSimpleDataSource();
        database.setUrl(server.jdbcUrl(service.name()));
        database.setUser(service.name());
        database.setPassword(PASSWORD);
        migrate(database, "platform/write", "platform-write", "public", "platform_write_history", "2");
        if (service.hasCopies()) {
            migrate(database, "platform/intake", "platform-intake", "copies", "flyway_intake_history", "1");
        }
        migrate(
                database,
                service.name() + "-service",
                "migration/" + service.name(),
                "public",
                "flyway_schema_history",
                service.migrated());
        try (Connection connection = database.getConnection()) {
            for (Path table : tables(service)) {
                fill(connection, table);
            }
            continueIdentities(connection);
        }
    }

    private static void migrate(
            PGSimpleDataSource database, String module, String folder, String schema, String history, String target) {
        Flyway.configure()
                .dataSource(database)
                .schemas(schema)
                .defaultSchema(schema)
                .locations("filesystem:" + Shell.HOME.resolve(module).resolve("src/main/resources/db/" + folder))
                .table(history)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target(target)
                .load()
                .migrate();
    }

    private List<Path> tables(Stored service) throws IOException {
        try (Stream<Path> files = Files.list(recording.resolve(service.name() + "-service"))) {
            return files.sorted().toList();
        }
    }

    private static void fill(Connection connection, Path table) throws SQLException, IOException {
        String name = table.getFileName().toString().replace(".csv", "");
        try (Statement statement = connection.createStatement();
                Reader rows = Files.newBufferedReader(table)) {
            statement.execute("DELETE FROM " + name);
            String columns = Files.readAllLines(table).getFirst();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY %s (%s) FROM STDIN (FORMAT csv, HEADER)".formatted(name, columns), rows);
        }
    }

    /** COPY writes identities as they were and leaves their sequences where they stood. */
    private static void continueIdentities(Connection connection) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery("""
                        SELECT format('SELECT setval(pg_get_serial_sequence(%L, %L), max(%I)) FROM %I.%I',
                                      table_schema || '.' || table_name, column_name, column_name, table_schema, table_name)
                          FROM information_schema.columns
                         WHERE is_identity = 'YES' AND table_schema IN ('public', 'copies')
                        """)) {
            while (columns.next()) {
                statements.add(columns.getString(1));
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void fillTopics(String brokers) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", brokers);
        try (Admin admin = Admin.create(settings);
                var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
                Stream<Path> files = Files.list(recording)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                String topic = file.getFileName().toString().replace(".jsonl", "");
                admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                        .all()
                        .get();
                for (String line : Files.readAllLines(file)) {
                    // one at a time: a broker that has just started may refuse a partition's first and take its second
                    producer.send(message(topic, JsonMapper.shared().readTree(line)))
                            .get(SEND_LIMIT.toSeconds(), TimeUnit.SECONDS);
                }
            }
        }
    }

    private static ProducerRecord<String, byte[]> message(String topic, JsonNode recorded) {
        var message = new ProducerRecord<>(
                topic,
                recorded.get("partition").intValue(),
                recorded.get("key").stringValue(),
                recorded.get("value").stringValue().getBytes(StandardCharsets.UTF_8));
        recorded.get("headers")
                .properties()
                .forEach(header -> message.headers()
                        .add(header.getKey(), header.getValue().stringValue().getBytes(StandardCharsets.UTF_8)));
        return message;
    }
}
