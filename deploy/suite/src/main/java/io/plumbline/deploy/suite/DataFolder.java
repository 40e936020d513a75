package io.plumbline.deploy.suite;

import io.plumbline.platform.embedded.Secrets;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The folder that keeps all a suite has: databases, topics, secrets and logs. At most one suite runs on it. */
final class DataFolder {

    /** Below this, databases and topics would soon fail in the middle of a write. */
    private static final long LEAST_FREE_BYTES = 512L << 20;

    private final Path root;

    DataFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path demonstration() {
        return root.resolve("demonstration");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log(String title) {
        return logs().resolve(title + ".log");
    }

    /** Has all that the servers of this process say go to a file of this folder; called before the first logger is made. */
    void keepLogs() {
        System.setProperty("plumbline.logs", logs().toString());
        System.setProperty("logback.configurationFile", "suite-logback.xml");
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        LogManager.getLogManager().reset();
        SLF4JBridgeHandler.install();
    }

    private Path run() {
        return root.resolve("run.properties");
    }

    /** Where a service writes the ports that it listens on. */
    Path ports(String title) {
        return root.resolve("ports").resolve(title);
    }

    private Path surroundings(String title) {
        return secretFile(title + ".env");
    }

    /** Keeps the settings that a service was started with, for a developer who starts one like it. */
    void keepSurroundings(String title, Map<String, String> settings) {
        String lines = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
        try {
            Files.deleteIfExists(surroundings(title));
            Secrets.write(surroundings(title), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those settings, as lines of {@code NAME=value}; empty where it was never started. */
    List<String> keptSurroundings(String title) {
        try {
            return Files.exists(surroundings(title)) ? Files.readAllLines(surroundings(title)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path children() {
        return root.resolve("children");
    }

    /** The file of a secret; nobody but the owner of the folder can read it. */
    Path secretFile(String name) {
        return root.resolve("secrets").resolve(name);
    }

    /** A secret of this folder, generated on the first call. */
    String secret(String name) {
        return Secrets.keptIn(secretFile(name));
    }

    /**
     * Makes the folder this process's own until the lock is closed or the process ends, however it ends.
     *
     * @throws SuiteFailure where it cannot be written, is nearly full, or belongs to a running suite
     */
    FileLock claim() {
        try {
            Files.createDirectories(logs());
            Files.createDirectories(root.resolve("secrets"));
            Files.createDirectories(root.resolve("ports"));
            long free = Files.getFileStore(root).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                throw new SuiteFailure("Only %d MiB are free where %s lies; Plumbline needs %d MiB to start."
                        .formatted(free >> 20, root, LEAST_FREE_BYTES >> 20));
            }
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new SuiteFailure("Plumbline already runs on %s%s; ./plumbline down stops it."
                        .formatted(
                                root,
                                running().map(r -> " (" + r.address() + ")").orElse("")));
            }
            return lock;
        } catch (IOException e) {
            throw new SuiteFailure("The data folder %s cannot be written (%s).".formatted(root, reason(e)), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied: " + denied.getFile();
            case FileAlreadyExistsException file -> file.getFile() + " is a file";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Says to other commands where the suite is. */
    void announce(Running suite) {
        try (Writer writer = Files.newBufferedWriter(run())) {
            suite.toProperties().store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The suite that runs on this folder now. */
    Optional<Running> running() {
        if (Files.notExists(run())) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(run())) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(Running.from(properties, secret(Management.SECRET)))
                .filter(running -> running.process().handle().isPresent());
    }

    /** Notes a process that must not outlive the suite. */
    void noteChild(ProcessId child) {
        try {
            Files.writeString(
                    children(),
                    child.pid() + " " + child.startedMillis() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an earlier suite noted and that still runs, because it was killed before it could stop them. */
    List<ProcessHandle> orphans() {
        if (Files.notExists(children())) {
            return List.of();
        }
        var orphans = new ArrayList<ProcessHandle>();
        try {
            for (String line : Files.readAllLines(children())) {
                String[] parts = line.split(" ", 2);
                new ProcessId(Long.parseLong(parts[0]), Long.parseLong(parts[1]))
                        .handle()
                        .ifPresent(orphans::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return orphans;
    }

    /** Nothing of a suite runs on this folder any more. */
    void clearRun() {
        try {
            Files.deleteIfExists(run());
            Files.deleteIfExists(children());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
