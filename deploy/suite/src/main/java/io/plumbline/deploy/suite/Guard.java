package io.plumbline.deploy.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A small shell that outlives the launcher where that is killed, and then stops what it left behind. The end of its standard input
 * tells it that the launcher is gone.
 */
final class Guard implements AutoCloseable {

    /** The services get ten seconds to stop, then PostgreSQL is told to close its sessions and stop. */
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            services= database=
            while read -r what pid; do
              case $what in
                service) services="$services $pid" ;;
                database) database=$pid ;;
                done) exit 0 ;;
              esac
            done
            [ -z "$services" ] || kill -TERM $services 2>/dev/null
            tries=0
            while [ $tries -lt 100 ]; do
              alive=
              for pid in $services; do kill -0 "$pid" 2>/dev/null && alive=yes; done
              [ -n "$alive" ] || break
              tries=$((tries + 1))
              sleep 0.1
            done
            [ -z "$services" ] || kill -KILL $services 2>/dev/null
            [ -z "$database" ] || kill -INT "$database" 2>/dev/null
            """;

    private final Writer orders;

    private Guard(Writer orders) {
        this.orders = orders;
    }

    static Guard start(Path log) {
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", SCRIPT, "plumbline-guard")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new Guard(process.outputWriter(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void watchService(long pid) {
        tell("service " + pid);
    }

    void watchDatabase(long pid) {
        tell("database " + pid);
    }

    /** Everything was stopped; the guard has nothing left to do. */
    @Override
    public void close() {
        tell("done");
    }

    private synchronized void tell(String order) {
        try {
            orders.write(order + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
