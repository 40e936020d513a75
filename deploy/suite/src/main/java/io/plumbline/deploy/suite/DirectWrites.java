package io.plumbline.deploy.suite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes again what customer-service wrote: the event and the customer's row of each command, in one transaction each, into copies
 * of the two tables with all their indexes, in the same database, by as many clients. It is what a command can't fall below.
 */
final class DirectWrites {

    private static final String ROWS = "the event and the row of each customer";

    /** The rows of one command. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Rows(Object[] event, Object[] customer) {}

    private final Scratch scratch;
    private final String events;
    private final String customers;

    private DirectWrites(Scratch scratch, String events, String customers) {
        this.scratch = scratch;
        this.events = events;
        this.customers = customers;
    }

    /** The number of the newest event. */
    static long newest(Connection customer) throws SQLException {
        return CommandBench.number(customer, "select coalesce(max(global_index), 0) from domain_event");
    }

    /**
     * @param monitor a superuser's connection
     * @param database to the database of customer-service, as superuser
     * @param after of the events from here on
     */
    static CommandCost.Direct measure(Scratch scratch, Connection monitor, Connection database, long after, int clients)
            throws SQLException, InterruptedException {
        try (Statement statement = database.createStatement()) {
            statement.execute("create schema bench");
            statement.execute("create table bench.domain_event (like public.domain_event including all)");
            statement.execute("create table bench.customer (like public.customer including all)");
        }
        String eventColumns = columns(database, "domain_event");
        String customerColumns = columns(database, "customer");
        List<Object[]> events = read(
                database,
                "select " + eventColumns + " from domain_event where global_index > " + after
                        + " order by global_index");
        List<Object[]> customers = read(
                database,
                "select " + customerColumns + " from customer c join domain_event e on e.aggregate_id = c.customer_id"
                        + " where e.global_index > " + after + " order by e.global_index");
        if (events.size() != customers.size()) {
            throw new SuiteFailure("%d events made %d customers.".formatted(events.size(), customers.size()));
        }
        var rows = new ArrayList<Rows>();
        for (int i = 0; i < events.size(); i++) {
            rows.add(new Rows(events.get(i), customers.get(i)));
        }
        return new DirectWrites(
                        scratch,
                        insert("domain_event", eventColumns, rows.getFirst().event()),
                        insert("customer", customerColumns, rows.getFirst().customer()))
                .write(rows, monitor, clients);
    }

    /** All but those that the database fills by itself. */
    private static String columns(Connection database, String table) throws SQLException {
        var columns = new ArrayList<String>();
        for (Object[] row : read(
                database,
                "select column_name::text from information_schema.columns where table_schema = 'public' and table_name = '"
                        + table + "' and is_identity = 'NO' order by ordinal_position")) {
            columns.add("\"" + row[0] + "\"");
        }
        return String.join(", ", columns);
    }

    private static List<Object[]> read(Connection database, String query) throws SQLException {
        var all = new ArrayList<Object[]>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var row = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    row[i] = rows.getObject(i + 1);
                }
                all.add(row);
            }
        }
        return all;
    }

    private static String insert(String table, String columns, Object[] row) {
        return "insert into bench." + table + " (" + columns + ") values ("
                + String.join(", ", Collections.nCopies(row.length, "?")) + ")";
    }

    private CommandCost.Direct write(List<Rows> rows, Connection monitor, int clients)
            throws SQLException, InterruptedException {
        var connections = new ArrayList<Connection>();
        try (ExecutorService writers = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                Connection connection = scratch.postgres().connect(Service.CUSTOMER.database());
                connections.add(connection);
                connection.setAutoCommit(false);
            }
            ProcessorTimes before = ProcessorTimes.now(scratch, monitor, List.of());
            long begin = System.nanoTime();
            var next = new AtomicInteger();
            List<Callable<Void>> tasks = new ArrayList<>();
            for (Connection connection : connections) {
                tasks.add(() -> {
                    write(connection, rows, next);
                    return null;
                });
            }
            for (Future<Void> written : writers.invokeAll(tasks)) {
                written.get();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            Duration processor = ProcessorTimes.now(scratch, monitor, List.of())
                    .since(before)
                    .ofDatabase(Service.CUSTOMER.database());
            return new CommandCost.Direct(rows.size(), ROWS, took, processor);
        } catch (ExecutionException e) {
            throw new SuiteFailure("The rows can't be written directly (%s).".formatted(e.getCause()), e);
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private void write(Connection connection, List<Rows> rows, AtomicInteger next) throws SQLException {
        try (PreparedStatement event = connection.prepareStatement(events);
                PreparedStatement customer = connection.prepareStatement(customers)) {
            for (int i = next.getAndIncrement(); i < rows.size(); i = next.getAndIncrement()) {
                execute(event, rows.get(i).event());
                execute(customer, rows.get(i).customer());
                connection.commit();
            }
        }
    }

    private static void execute(PreparedStatement insert, Object[] row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            insert.setObject(i + 1, row[i]);
        }
        insert.executeUpdate();
    }
}
