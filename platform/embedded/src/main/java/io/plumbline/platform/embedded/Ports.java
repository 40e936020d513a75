package io.plumbline.platform.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Ports of the loopback interface. */
public final class Ports {

    private static final int LOWEST = 15_000;
    private static final int TRIES = 200;

    /** Where outgoing connections begin on Linux unless it is set otherwise; on macOS they begin later. */
    private static final int USUAL_FIRST_EPHEMERAL = 32_768;

    private static final Path EPHEMERAL_RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int END = firstEphemeral();
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * A port that nobody listened on a moment ago, that no outgoing connection is given by the system, and that this process
     * has not been given before. Another program may still take it before it is used: whoever listens on it tries another
     * one then, see {@link #listening}.
     *
     * @throws IllegalStateException where none was found
     */
    public static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, END);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "no free port between %d and %d was found in %d tries".formatted(LOWEST, END, TRIES));
    }

    /** Something that listens on a port. */
    @FunctionalInterface
    interface Listener<T> {

        /** @throws PortTakenException where another program listens on the port */
        T listenOn(int port);
    }

    /** That another program listens on a port. */
    static final class PortTakenException extends RuntimeException {

        PortTakenException(int port, @Nullable Throwable cause) {
            super("port " + port + " of the loopback interface is in use by another program", cause);
        }
    }

    /** Starts something on a free port, on another one where that was taken in between; the third failure counts. */
    static <T> T listening(IntSupplier ports, Listener<T> listener) {
        for (int attempt = 1; ; attempt++) {
            try {
                return listener.listenOn(ports.getAsInt());
            } catch (PortTakenException taken) {
                if (attempt == 3) {
                    throw taken;
                }
            }
        }
    }

    /** Whether {@code port} can be listened on now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }

    private static int firstEphemeral() {
        try {
            int first =
                    Integer.parseInt(Files.readString(EPHEMERAL_RANGE).strip().split("\\s+")[0]);
            // where nearly all ports are given to outgoing connections, there is no better range than the usual one
            return first > LOWEST + 1_000 ? Math.min(first, USUAL_FIRST_EPHEMERAL) : USUAL_FIRST_EPHEMERAL;
        } catch (IOException | NumberFormatException notLinux) {
            return USUAL_FIRST_EPHEMERAL;
        }
    }
}
