package io.plumbline.platform.write.relay;

import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.write.store.TimeOrderedIds;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Writers that fill an event store the hard way: at once, with rollbacks, and around a transaction that stays open. */
final class EventLoad {

    private final Database database;
    private final DataSource dataSource;

    EventLoad(Database database) {
        this.database = database;
        this.dataSource = new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/platform-write")
                .load()
                .migrate();
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** Each writer has aggregates of its own and rolls back {@code rollbackPercent} of its transactions. */
    void write(int writers, int eventsEach, int rollbackPercent) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                work.add(() -> writeOne(number, eventsEach, rollbackPercent));
            }
            for (Future<Integer> done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }

    private int writeOne(int writer, int events, int rollbackPercent) throws SQLException {
        Random random = new Random(writer);
        long[] sequence = new long[5];
        int committed = 0;
        try (Connection connection = connect()) {
            while (committed < events) {
                int aggregate = random.nextInt(sequence.length);
                insert(connection, "w" + writer + "-" + aggregate, sequence[aggregate]);
                if (random.nextInt(100) < rollbackPercent) {
                    connection.rollback();
                } else {
                    connection.commit();
                    sequence[aggregate]++;
                    committed++;
                }
            }
        }
        return committed;
    }

    /** Draws an index now, and commits only when told to. */
    void holdOpen(String aggregateId, CountDownLatch drawn, CountDownLatch commit) throws Exception {
        try (Connection connection = connect()) {
            insert(connection, aggregateId, 0);
            drawn.countDown();
            commit.await();
            connection.commit();
        }
    }

    void insertAndCommit(String aggregateId, long sequence) throws SQLException {
        try (Connection connection = connect()) {
            insert(connection, aggregateId, sequence);
            connection.commit();
        }
    }

    /** The first event of an aggregate, by an actor with a name of so many characters. */
    void insertLarge(String aggregateId, int characters) throws SQLException {
        try (Connection connection = connect()) {
            insert(connection, aggregateId, 0, "{\"actor\":\"" + "x".repeat(characters) + "\"}");
            connection.commit();
        }
    }

    /** Every committed event, {@code aggregate/sequence}, in no particular order. */
    List<String> committed() throws SQLException {
        List<String> keys = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select aggregate_id || '/' || sequence from domain_event")) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private static void insert(Connection connection, String aggregateId, long sequence) throws SQLException {
        insert(connection, aggregateId, sequence, "{}");
    }

    private static void insert(Connection connection, String aggregateId, long sequence, String metaData)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into domain_event (event_id, aggregate_id, sequence, aggregate_type, recorded_at,
                                          payload_type, payload_revision, payload, meta_data)
                values (?, ?, ?, 'Load', now(), 'load.Written', '1', ?, ?)""")) {
            insert.setString(1, TimeOrderedIds.next());
            insert.setString(2, aggregateId);
            insert.setLong(3, sequence);
            insert.setBytes(4, "{\"n\":1}".getBytes(StandardCharsets.UTF_8));
            insert.setBytes(5, metaData.getBytes(StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
    }
}
