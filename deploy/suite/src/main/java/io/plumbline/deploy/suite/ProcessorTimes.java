package io.plumbline.deploy.suite;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Processor time that each part of a suite has taken since its processes began, in the order in which it is shown. The processes
 * of PostgreSQL are told apart by the database that they work for, and those that work for all of them are one part.
 *
 * @param byPart without what is measured itself
 * @param clients the threads of this process that send commands; they are left out of the launcher's part
 */
record ProcessorTimes(Map<String, Duration> byPart, Duration clients) {

    static final String LAUNCHER = "launcher: Kafka, web address";
    private static final String SHARED = "PostgreSQL: for all of them";

    ProcessorTimes {
        byPart = new LinkedHashMap<>(byPart);
    }

    /**
     * @param monitor a superuser's connection, whose own process is left out
     * @param clients the threads that send
     */
    static ProcessorTimes now(Scratch scratch, Connection monitor, Collection<Thread> clients) {
        var byPart = new LinkedHashMap<String, Duration>();
        for (Service service : Service.values()) {
            byPart.put(service.title(), of(scratch.process(service)));
        }
        for (Service service : Service.values()) {
            byPart.put(title(service.database()), Duration.ZERO);
        }
        byPart.put(SHARED, of(ProcessHandle.of(scratch.postgres().pid()).orElseThrow()));
        serverProcesses(monitor, (database, process) -> {
            String part = database == null || !byPart.containsKey(title(database)) ? SHARED : title(database);
            byPart.merge(part, of(process), Duration::plus);
        });
        Duration sending = Duration.ofNanos(clients.stream()
                .mapToLong(thread -> ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId()))
                .filter(nanos -> nanos > 0)
                .sum());
        byPart.put(LAUNCHER, of(ProcessHandle.current()).minus(sending));
        return new ProcessorTimes(byPart, sending);
    }

    private static String title(String database) {
        return "PostgreSQL: " + database;
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void serverProcesses(Connection monitor, BiConsumer<@Nullable String, ProcessHandle> consumer) {
        try (Statement statement = monitor.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select datname, pid from pg_stat_activity where pid <> pg_backend_pid()")) {
            while (rows.next()) {
                String database = rows.getString(1);
                ProcessHandle.of(rows.getLong(2)).ifPresent(process -> consumer.accept(database, process));
            }
        } catch (SQLException e) {
            throw new SuiteFailure("PostgreSQL doesn't say which processes it has (%s).".formatted(e.getMessage()), e);
        }
    }

    /** What each part has taken since {@code before}; a process that has ended meanwhile takes its time with it. */
    ProcessorTimes since(ProcessorTimes before) {
        var taken = new LinkedHashMap<String, Duration>();
        byPart.forEach((part, time) -> {
            Duration difference = time.minus(before.byPart.getOrDefault(part, Duration.ZERO));
            taken.put(part, difference.isNegative() ? Duration.ZERO : difference);
        });
        return new ProcessorTimes(taken, clients.minus(before.clients));
    }

    /** What PostgreSQL took for a database and for all of them. */
    Duration ofDatabase(String database) {
        return byPart.getOrDefault(title(database), Duration.ZERO).plus(byPart.getOrDefault(SHARED, Duration.ZERO));
    }

    Duration total() {
        return byPart.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
