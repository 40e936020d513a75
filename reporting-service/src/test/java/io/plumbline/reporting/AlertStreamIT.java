package io.plumbline.reporting;

import static io.plumbline.reporting.Story.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertStreamIT extends AlertsTest {

    /** A listener as a browser is one: over HTTP, line by line. */
    private final class Listener implements AutoCloseable {

        private final HttpClient http = HttpClient.newHttpClient();
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final HttpResponse<Stream<String>> response;
        private final Thread reader;

        Listener(String token, @Nullable String lastEventId) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/api/reports/alerts/stream"))
                    .header("Authorization", "Bearer " + token)
                    .header("Accept", "text/event-stream");
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            response = http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            reader = Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (Stream<String> body = response.body()) {
                for (Iterator<String> line = body.iterator(); line.hasNext(); ) {
                    lines.add(line.next());
                }
            } catch (UncheckedIOException e) {
                assertThat(e.getCause()).isInstanceOf(IOException.class);
            }
        }

        /** The fields of the next event that is no heartbeat. */
        List<String> next() throws InterruptedException {
            List<String> event = new ArrayList<>();
            while (true) {
                String line = lines.poll(60, TimeUnit.SECONDS);
                assertThat(line).as("a line").isNotNull();
                if (line.startsWith("id:") || line.startsWith("event:") || line.startsWith("data:")) {
                    event.add(line.substring(line.indexOf(':') + 2));
                } else if (line.isEmpty() && !event.isEmpty()) {
                    return event;
                }
            }
        }

        void awaitLine(String wanted) throws InterruptedException {
            for (String line = ""; !line.equals(wanted); ) {
                line = lines.poll(60, TimeUnit.SECONDS);
                assertThat(line).as("a line").isNotNull();
            }
        }

        /** Waits until the server has ended it. */
        void awaitEnd() throws InterruptedException {
            assertThat(reader.join(Duration.ofSeconds(60))).isTrue();
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    @Test
    void whatHappensIsToldAtOnceAndWhatWasMissedIsToldLater() throws Exception {
        story.territory("ST-A", null, "UTC").territory("ST-B", null, "UTC");
        look();
        String last;
        try (Listener listener = new Listener(token("manager", "ST-A"), null)) {
            assertThat(listener.response.statusCode()).isEqualTo(200);
            assertThat(listener.response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            // a heartbeat shows that it listens
            listener.awaitLine(":");
            late("ST-B", "st-unseen");
            late("ST-A", "st-first");
            look();

            List<String> event = listener.next();
            last = event.get(0);
            assertThat(event.get(1)).isEqualTo("OPENED");
            JsonNode data = JSON.readTree(event.get(2));
            assertThat(data.get("subject").asString()).isEqualTo("st-first");
            assertThat(data.get("sequence").asString()).isEqualTo(last);
            assertThat(data.at("/figures/target").decimalValue()).isEqualByComparingTo("1000");
        }

        late("ST-A", "st-second");
        look();
        story.order("st-second-o", "c", "ST-A", "1000", "CNY", now());
        look();

        try (Listener listener = new Listener(token("manager", "ST-A"), last)) {
            List<List<String>> missed = List.of(listener.next(), listener.next(), listener.next());
            assertThat(missed.stream().map(event -> event.get(1)).toList())
                    .containsExactly("OPENED", "CLOSED", "CLOSED");
            assertThat(JSON.readTree(missed.get(0).get(2)).get("subject").asString())
                    .isEqualTo("st-second");
        }
    }

    @Test
    void thereAreNoMoreStreamsThanAllowedAndOneThatEndsMakesRoom() throws Exception {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<Listener> listeners = new ArrayList<>();
            try {
                for (int i = 0; i < 4; i++) {
                    listeners.add(new Listener(token("sales-ops"), null));
                }
                assertThat(listeners.stream().map(listener -> listener.response.statusCode()))
                        .containsOnly(200);
                try (Listener tooMany = new Listener(token("sales-ops"), null)) {
                    assertThat(tooMany.response.statusCode()).isEqualTo(503);
                    assertThat(tooMany.lines.poll(60, TimeUnit.SECONDS)).contains("\"rule\":\"max-streams\"");
                }
            } finally {
                listeners.forEach(Listener::close);
            }
        });
    }

    @Test
    void whatIsNoNumberOfAChangeIsRefused() throws Exception {
        try (Listener listener = new Listener(token("sales-ops"), "yesterday")) {
            assertThat(listener.response.statusCode()).isEqualTo(400);
        }
        assertThat(call("none", HttpMethod.GET, "/api/reports/alerts/stream")
                        .getStatusCode()
                        .value())
                .isEqualTo(401);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aStreamEndsWithItsToken() throws Exception {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            try (Listener listener = new Listener(token("sales-ops"), null)) {
                assertThat(listener.response.statusCode()).isEqualTo(200);
                listener.awaitLine(":");
                CLOCK.advance(Duration.ofDays(36_500));
                listener.awaitEnd();
            }
        });
    }

    /** A goal that is behind from the beginning. */
    private void late(String territory, String goal) {
        story.goal(goal, "2024-06-20T00:00:00Z", "1000", "2024-07-01", "2024-12-31", scope(territory));
    }
}
