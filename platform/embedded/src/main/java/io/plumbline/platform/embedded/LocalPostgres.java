package io.plumbline.platform.embedded;

import io.plumbline.platform.embedded.Ports.PortTakenException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;

/**
 * A PostgreSQL 18 server of this process on the loopback interface. Everyone signs in by password (SCRAM), the superuser too.
 *
 * <p>The folder holds {@code data}, {@code server.log} and {@code superuser.secret}. As root the server runs through
 * {@code unshare}, because PostgreSQL refuses to run as root.
 */
public final class LocalPostgres implements AutoCloseable {

    /** The role that may do everything. */
    public static final String SUPERUSER = "postgres";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    /** Of lines, among which a server that could not start says why. */
    private static final int TAIL = 12;

    private final EmbeddedPostgres server;
    private final Path folder;
    private final String password;
    private final boolean disposable;

    private LocalPostgres(EmbeddedPostgres server, Path folder, String password, boolean disposable) {
        this.server = server;
        this.folder = folder;
        this.password = password;
        this.disposable = disposable;
    }

    /**
     * Starts the server on a folder that outlives it, with every commit on disk before it is answered. A server that an
     * earlier, killed process left running on the folder is stopped first.
     *
     * @throws UncheckedIOException where the server doesn't come up; the message names its log
     */
    public static LocalPostgres start(Path folder) {
        return start(folder, Ports::free);
    }

    /** @param ports of which the first that nobody else listens on is taken */
    static LocalPostgres start(Path folder, IntSupplier ports) {
        stopOrphan(folder);
        return Ports.listening(ports, port -> start(folder, port, false));
    }

    /** Starts a server for tests: a free port, a folder that goes when it is closed, and no waiting for the disk. */
    public static LocalPostgres startDisposable() {
        return Ports.listening(Ports::free, port -> start(Folders.temporary("postgres"), port, true));
    }

    private static LocalPostgres start(Path folder, int port, boolean disposable) {
        Path log = folder.resolve("server.log");
        if (!Ports.isFree(port)) {
            throw new PortTakenException(port, null);
        }
        try {
            Files.createDirectories(folder);
            Path secret = folder.resolve("superuser.secret");
            String password = Secrets.keptIn(secret);
            String durable = disposable ? "off" : "on";
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(binaries().toFile())
                    .setDataDirectory(folder.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START_LIMIT)
                    .setPort(port)
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setConnectConfig("password", password)
                    // Options of initdb as well: the last --auth is the one that counts.
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", secret.toString())
                    // The same order of text on every operating system.
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("fsync", durable)
                    .setServerConfig("full_page_writes", durable)
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", disposable ? "128MB" : "512MB")
                    .setServerConfig("work_mem", "16MB")
                    // Each checkpoint has every page logged whole once more, a quarter of the work of much writing.
                    .setServerConfig("max_wal_size", "4GB")
                    .setServerConfig("checkpoint_timeout", "15min")
                    // The default is that of a disk that has to turn.
                    .setServerConfig("random_page_cost", "1.1")
                    .start();
            // the library opens it to everybody at each start; nobody passes the cache above it, and nobody need
            UserCache.close(binaries());
            return new LocalPostgres(server, folder, password, disposable);
        } catch (IOException | IllegalStateException e) {
            if (saysThatItsPortIsTaken(log)) {
                throw new PortTakenException(port, e);
            }
            throw new UncheckedIOException(
                    "PostgreSQL didn't start; see " + log, e instanceof IOException io ? io : new IOException(e));
        }
    }

    private static boolean saysThatItsPortIsTaken(Path log) {
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            return lines.subList(Math.max(0, lines.size() - TAIL), lines.size()).stream()
                    .anyMatch(line -> line.contains("could not bind"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of this user's own, so that nobody else's file is ever executed. */
    private static Path binaries() {
        return UserCache.folder().resolve("postgresql");
    }

    static void stopOrphan(Path folder) {
        postmaster(folder).ifPresent(orphan -> {
            interrupt(orphan);
            if (!awaitExit(orphan)) {
                orphan.destroyForcibly();
                awaitExit(orphan);
            }
        });
    }

    /** The running postmaster that the data folder's pid file names, if there is one. */
    private static Optional<ProcessHandle> postmaster(Path folder) {
        Path file = folder.resolve("data").resolve("postmaster.pid");
        try {
            return Files.exists(file)
                    ? ProcessHandle.of(Long.parseLong(
                                    Files.readAllLines(file).getFirst().strip()))
                            .filter(process ->
                                    process.info().command().orElse("").endsWith("postgres"))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL's fast stop: SIGINT closes sessions, SIGTERM would wait for them. */
    private static void interrupt(ProcessHandle postmaster) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid()))
                    .inheritIO()
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean awaitExit(ProcessHandle process) {
        try {
            process.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public int port() {
        return server.getPort();
    }

    /** The process id of the server. */
    public long pid() {
        return postmaster(folder).orElseThrow().pid();
    }

    /** The superuser's password. */
    String password() {
        return password;
    }

    /** Where to connect to a database of this server, without credentials. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** Connects to a database as the superuser; the caller closes the connection. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), SUPERUSER, password);
    }

    /**
     * Stops the server cleanly: sessions are closed and a checkpoint is written.
     *
     * @throws IllegalStateException where it is still there after a minute
     */
    @Override
    public void close() {
        var postmaster = postmaster(folder);
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The library waits five seconds at most, a checkpoint after much writing can take longer.
        if (postmaster.isPresent() && !awaitExit(postmaster.get())) {
            throw new IllegalStateException("PostgreSQL (process %d) didn't stop within %d s"
                    .formatted(postmaster.get().pid(), STOP_LIMIT.toSeconds()));
        }
        if (disposable) {
            Folders.delete(folder);
        }
    }
}
