package io.plumbline.deploy.suite;

import io.plumbline.platform.embedded.LocalPostgres;
import io.plumbline.platform.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A suite on a folder and a port of its own, for measurements. Both go when it is closed, however the process ends. */
final class Scratch implements AutoCloseable {

    private final Path root;
    private final DataFolder folder;
    private final String address;
    private final Suite suite;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Scratch(Path root, Path home, List<String> javaOptions, StartupLog steps) {
        int port = Ports.free();
        this.root = root;
        this.folder = new DataFolder(root);
        folder.keepLogs();
        this.address = ReverseProxy.of(port);
        this.suite = new Suite(new Suite.Settings(home, folder, port, javaOptions), steps);
    }

    /**
     * Starts it and returns when all of it is ready.
     *
     * @throws SuiteFailure where it does not start
     */
    static Scratch start(Path home, List<String> javaOptions, StartupLog steps) {
        try {
            var scratch = new Scratch(Files.createTempDirectory("plumbline-scratch-"), home, javaOptions, steps);
            Runtime.getRuntime().addShutdownHook(new Thread(scratch::close, "stop"));
            scratch.suite.start();
            return scratch;
        } catch (IOException e) {
            throw new SuiteFailure("There is no room for a suite to measure on (%s).".formatted(e.getMessage()), e);
        }
    }

    String address() {
        return address;
    }

    String token(DemoUser user, Duration lifetime) {
        return SigningKey.of(folder).token(user, address, lifetime);
    }

    /** The service's process. */
    ProcessHandle process(Service service) {
        return suite.process(service);
    }

    /** The database server; the caller does not close it. */
    LocalPostgres postgres() {
        return suite.postgres();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            suite.close();
            delete();
        }
    }

    private void delete() {
        try (var all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException gone) {
            // a log that was rolled at this moment
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
