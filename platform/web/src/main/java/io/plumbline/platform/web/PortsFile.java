package io.plumbline.platform.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Properties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Tells whoever started this service on any free port which ones it got: a properties file with {@code server} and, where it
 * has a port of its own, {@code management}. A port that is chosen by the one who starts a service may be taken by another
 * program before the service listens on it; one that the service binds itself cannot.
 */
final class PortsFile implements ApplicationListener<WebServerInitializedEvent> {

    private final Path file;
    private final Properties ports = new Properties();

    PortsFile(Path file) {
        this.file = file;
    }

    @Override
    public synchronized void onApplicationEvent(WebServerInitializedEvent event) {
        String name = Objects.requireNonNullElse(event.getApplicationContext().getServerNamespace(), "server");
        ports.setProperty(name, Integer.toString(event.getWebServer().getPort()));
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(written)) {
                ports.store(writer, null);
            }
            // in one step, so that nobody reads half of it
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
