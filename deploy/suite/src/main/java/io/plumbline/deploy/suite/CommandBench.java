package io.plumbline.deploy.suite;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures what commands cost: several clients register customers one by one through the web address, in an organisation of
 * a few dozen territories. Processor time is that of all processes until every read model has the last customer. Then the rows
 * that customer-service wrote are written again, directly.
 */
final class CommandBench {

    /** As many as an organisation of some size has; every command looks at them. */
    private static final int TERRITORIES = 30;

    private static final Duration WARM_UP_LIMIT = Duration.ofMinutes(10);
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration CAUGHT_UP_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int TIMEOUT_MILLIS = 30_000;

    private static final String CUSTOMER = """
            {"nameEn": "Precision Works %1$d", "nameZh": "精密%1$d", "segment": "large", "industry": "manufacturing", \
            "territory": "BENCH-%2$d", "channel": "online", "owner": "lena"}""";

    private final Scratch scratch;
    private final String token;
    private final int clients;
    private final AtomicLong sent = new AtomicLong();

    private CommandBench(Scratch scratch, String token, int clients) {
        this.scratch = scratch;
        this.token = token;
        this.clients = clients;
    }

    /**
     * @param token of somebody who may do everything everywhere
     * @param warmUp how many commands come first and are not measured
     * @throws SuiteFailure where a command is refused, or the read models don't catch up
     */
    static CommandCost measure(Scratch scratch, String token, int clients, int warmUp, Duration duration)
            throws InterruptedException {
        // a connection for each client, kept open as a client of many commands keeps it
        System.setProperty("http.maxConnections", Integer.toString(clients));
        try (Connection monitor = scratch.postgres().connect("postgres");
                Connection activity = scratch.postgres().connect(Service.ACTIVITY.database());
                Connection reporting = scratch.postgres().connect(Service.REPORTING.database());
                Connection customer = scratch.postgres().connect(Service.CUSTOMER.database())) {
            var bench = new CommandBench(scratch, token, clients);
            var copies = List.of(activity, reporting);
            bench.defineTerritories();
            if (warmUp > 0) {
                bench.run(warmUp, WARM_UP_LIMIT, monitor, copies);
            }
            ProcessorTimes resting = ProcessorTimes.now(scratch, monitor, List.of());
            Thread.sleep(REST);
            ProcessorTimes atRest =
                    ProcessorTimes.now(scratch, monitor, List.of()).since(resting);
            long before = DirectWrites.newest(customer);
            Measured measured = bench.run(Integer.MAX_VALUE, duration, monitor, copies);
            return new CommandCost(
                    clients,
                    measured.took(),
                    Percentiles.of(measured.answers()),
                    measured.processor(),
                    atRest,
                    REST,
                    DirectWrites.measure(scratch, monitor, customer, before, clients));
        } catch (SQLException e) {
            throw new SuiteFailure("The databases can't be looked at (%s).".formatted(e.getMessage()), e);
        }
    }

    private record Measured(Duration took, List<Duration> answers, ProcessorTimes processor) {}

    private void defineTerritories() throws InterruptedException {
        for (int i = 0; i < TERRITORIES; i++) {
            require(post(
                    "/api/territories", """
                    {"code": "BENCH-%1$d", "nameEn": "Bench %1$d", "nameZh": "测%1$d", %2$s"timeZone": "Asia/Shanghai", \
                    "currency": "CNY", "priority": "NORMAL"}""".formatted(i, i == 0 ? "" : "\"parent\": \"BENCH-" + (i - 1) / 3 + "\", ")));
        }
        // they reach customer-service in their order
        long limit = System.nanoTime() + CAUGHT_UP_LIMIT.toNanos();
        while (register(TERRITORIES - 1) != HttpURLConnection.HTTP_CREATED) {
            checkTime(limit);
            Thread.sleep(LOOK);
        }
    }

    private Measured run(int commands, Duration duration, Connection monitor, List<Connection> copies)
            throws InterruptedException {
        var answers = new ArrayList<Duration>();
        var failure = new AtomicReference<@Nullable RuntimeException>();
        var ready = new CountDownLatch(1);
        var done = new CountDownLatch(clients);
        var end = new CountDownLatch(1);
        var until = new AtomicLong();
        long last = sent.get() + commands;
        List<Thread> threads = IntStream.range(0, clients)
                .mapToObj(client -> Thread.ofPlatform()
                        .name("client-" + client)
                        .daemon()
                        .start(() -> {
                            try {
                                ready.await();
                                List<Duration> own = send(until.get(), last);
                                synchronized (answers) {
                                    answers.addAll(own);
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } catch (RuntimeException e) {
                                failure.compareAndSet(null, e);
                            } finally {
                                done.countDown();
                            }
                            awaitEnd(end);
                        }))
                .toList();
        try {
            ProcessorTimes before = ProcessorTimes.now(scratch, monitor, threads);
            long begin = System.nanoTime();
            until.set(begin + duration.toNanos());
            ready.countDown();
            done.await();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            RuntimeException failed = failure.get();
            if (failed != null) {
                throw failed;
            }
            awaitCopies(copies);
            return new Measured(
                    took, answers, ProcessorTimes.now(scratch, monitor, threads).since(before));
        } finally {
            end.countDown();
        }
    }

    /** A thread that has ended no longer says what it took. */
    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** At least one command, then as many as fit. */
    private List<Duration> send(long until, long last) {
        var answers = new ArrayList<Duration>();
        do {
            long begin = System.nanoTime();
            int status = register((int) (sent.incrementAndGet() % TERRITORIES));
            if (status != HttpURLConnection.HTTP_CREATED) {
                throw new SuiteFailure("A command was refused with status %d.".formatted(status));
            }
            answers.add(Duration.ofNanos(System.nanoTime() - begin));
        } while (System.nanoTime() < until && sent.get() < last);
        return answers;
    }

    private int register(int territory) {
        return post("/api/customers", CUSTOMER.formatted(sent.get(), territory));
    }

    private void require(int status) {
        if (status != HttpURLConnection.HTTP_CREATED) {
            throw new SuiteFailure("A command was refused with status %d.".formatted(status));
        }
    }

    /** Works in the calling thread alone, so that what clients take can be told from what the suite takes. */
    private int post(String path, String body) {
        try {
            var connection = (HttpURLConnection)
                    URI.create(scratch.address() + path).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Authorization", "Bearer " + token);
            connection.setRequestProperty("Content-Type", "application/json");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(bytes.length);
            connection.getOutputStream().write(bytes);
            int status = connection.getResponseCode();
            // a connection is used again once its answer has been read to the end
            try (InputStream answer = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                if (answer != null) {
                    answer.readAllBytes();
                }
            }
            return status;
        } catch (IOException e) {
            throw new SuiteFailure("%s doesn't answer (%s).".formatted(scratch.address(), e), e);
        }
    }

    /** Returns when every read model has the last customer. */
    private void awaitCopies(List<Connection> copies) throws InterruptedException {
        long limit = System.nanoTime() + CAUGHT_UP_LIMIT.toNanos();
        long registered = registered();
        for (Connection copy : copies) {
            while (received(copy) < registered) {
                checkTime(limit);
                Thread.sleep(LOOK);
            }
        }
    }

    private long registered() {
        try (Connection customer = scratch.postgres().connect(Service.CUSTOMER.database())) {
            return number(customer, "select count(*) from customer");
        } catch (SQLException e) {
            throw new SuiteFailure("The customers can't be counted (%s).".formatted(e.getMessage()), e);
        }
    }

    /** Of how many customers a service has heard. */
    private static long received(Connection copy) {
        try {
            String schema = text(
                    copy,
                    "select table_schema from information_schema.tables where table_name = 'intake_aggregate' order by 1 desc limit 1");
            return number(
                    copy,
                    "select count(*) from \"%s\".intake_aggregate where source = '/customer-service'"
                            .formatted(schema));
        } catch (SQLException e) {
            throw new SuiteFailure("The copies can't be counted (%s).".formatted(e.getMessage()), e);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            if (!rows.next()) {
                throw new SQLException("no answer to " + query);
            }
            return rows.getString(1);
        }
    }

    static long number(Connection connection, String query) throws SQLException {
        return Long.parseLong(text(connection, query));
    }

    private static void checkTime(long limit) {
        if (System.nanoTime() > limit) {
            throw new SuiteFailure(
                    "The read models didn't catch up within %d s.".formatted(CAUGHT_UP_LIMIT.toSeconds()));
        }
    }
}
