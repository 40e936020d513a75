package io.plumbline.reporting.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.reporting.alerts.WebhookSender.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookSenderTests {

    private static final Map<String, String> NO_HEADERS = Map.of();
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        over.countDown();
        server.close();
    }

    @Test
    void anAnswerThatDripsEndsWithTheLimit() throws Exception {
        serve("HTTP/1.1 200 OK\r\n", true);
        try (var sender = new WebhookSender(new WebhookTargets(true, false), Duration.ofMillis(500))) {
            assertThat(sender.post(url(), NO_HEADERS, BODY)).isEqualTo(Outcome.UNREACHABLE);
        }
    }

    @Test
    void ofAnAnswerOnlyTheStatusIsRead() throws Exception {
        serve("HTTP/1.1 202 Accepted\r\nContent-Length: 1000000000\r\n\r\n", true);
        try (var sender = new WebhookSender(new WebhookTargets(true, false), Duration.ofSeconds(20))) {
            assertThat(sender.post(url(), NO_HEADERS, BODY)).isEqualTo(Outcome.answered(202));
        }
    }

    /** What a name resolves to is judged where the connection is made, not only before. */
    @Test
    void nothingIsConnectedToThatIsNotAllowed() throws Exception {
        serve("HTTP/1.1 200 OK\r\n\r\n", false);
        try (var sender = new WebhookSender(new WebhookTargets(false, false), Duration.ofSeconds(20))) {
            assertThat(sender.post(url(), NO_HEADERS, BODY)).isEqualTo(Outcome.UNREACHABLE);
            assertThat(sender.post(url().replace("127.0.0.1", "localhost"), NO_HEADERS, BODY))
                    .isEqualTo(Outcome.UNREACHABLE);
        }
        assertThat(connections).hasValue(0);
    }

    @Test
    void aClosedPortReadsLikeALateAnswer() throws Exception {
        server.close();
        try (var sender = new WebhookSender(new WebhookTargets(true, false), Duration.ofSeconds(20))) {
            assertThat(sender.post(url(), NO_HEADERS, BODY)).isEqualTo(Outcome.UNREACHABLE);
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/alerts";
    }

    private void serve(String answer, boolean dripping) {
        CompletableFuture.runAsync(() -> {
            try (Socket socket = server.accept()) {
                connections.incrementAndGet();
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                while (dripping && !over.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    socket.getOutputStream().write('x');
                    socket.getOutputStream().flush();
                }
            } catch (IOException e) {
                // the other side has had enough
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
