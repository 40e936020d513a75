package io.plumbline.reporting;

import static io.plumbline.reporting.Story.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

class WebhooksIT extends AlertsTest {

    private record Request(String delivery, String signature, String body) {}

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger unavailableReason = new AtomicInteger(500);
    private HttpServer receiver;
    private String url;

    @BeforeEach
    void receive() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::answer);
        receiver.start();
        url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/alerts";
    }

    @AfterEach
    void end() {
        receiver.stop(0);
    }

    @Test
    void whatHappensIsSentInOrderAndSigned() throws Exception {
        JsonNode webhook = register(Map.of("url", url, "kinds", List.of("GOAL_LIGHT"), "territories", List.of("WH-A")));
        late("WH-A", "wh-first");
        late("WH-OTHER", "wh-other");
        look();
        String id = onlyOpen("WH-A", "GOAL_LIGHT").get("id").asString();
        call(HttpMethod.POST, "/api/reports/alerts/" + id + "/acknowledge", Map.of("note", "seen"));
        story.order("wh-o", "c", "WH-A", "1000", "CNY", now());
        look();

        await().atMost(Duration.ofSeconds(60)).until(() -> requests.size() == 3);
        assertThat(requests.stream()
                        .map(request ->
                                JSON.readTree(request.body()).get("change").asString()))
                .containsExactly("OPENED", "ACKNOWLEDGED", "CLOSED");
        for (Request request : requests) {
            assertThat(JSON.readTree(request.body()).get("id").asString()).isEqualTo(id);
            assertSigned(request, webhook.get("secret").asString());
        }
        assertThat(requests.stream().map(Request::delivery)).doesNotHaveDuplicates();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(deliveries(webhook))
                        .allSatisfy(delivery ->
                                assertThat(delivery.get("status").asString()).isEqualTo("DELIVERED")));
        remove(webhook);
    }

    @Test
    void oneThatFailsIsTriedAgainAndHoldsBackWhatFollows() {
        refusals.set(1);
        JsonNode webhook = register(Map.of("url", url, "territories", List.of("WH-B")));
        late("WH-B", "wh-retry");
        look();
        await().atMost(Duration.ofSeconds(60)).until(() -> requests.size() == 1);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                deliveries(webhook).get(0).get("answerStatus").asInt())
                        .isEqualTo(500));
        story.order("wh-retry-o", "c", "WH-B", "1000", "CNY", now());
        look();
        assertThat(requests).hasSize(1);

        CLOCK.advance(Duration.ofSeconds(10));
        await().atMost(Duration.ofSeconds(60)).until(() -> requests.size() == 3);
        assertThat(requests.get(1).delivery()).isEqualTo(requests.get(0).delivery());
        assertThat(requests.get(1).body()).isEqualTo(requests.get(0).body()).contains("OPENED");
        assertThat(requests.get(2).body()).contains("CLOSED");
        remove(webhook);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 302})
    void oneThatKeepsFailingIsGivenUpAndShownAndCanBeSentAgain(int status) {
        refusals.set(3);
        unavailableReason.set(status);
        String territory = "WH-" + status;
        JsonNode webhook =
                register(Map.of("url", url, "secret", "a-secret-of-mine-1", "territories", List.of(territory)));
        assertThat(webhook.get("secret").asString()).isEqualTo("a-secret-of-mine-1");
        late(territory, "wh-" + status);
        look();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            CLOCK.advance(Duration.ofSeconds(20));
            assertThat(deliveries(webhook).get(0).get("status").asString()).isEqualTo("FAILED");
        });
        assertThat(requests).hasSize(3);
        assertThat(deliveries(webhook).get(0).get("failure").asString()).isEqualTo("it answered " + status);
        assertThat(listed(webhook).get("failed").asInt()).isEqualTo(1);
        assertThat(JSON.readTree(management("/actuator/health")).get("status").asString())
                .isEqualTo("UP");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(management("/actuator/prometheus"))
                        .containsPattern("plumbline_webhooks_deliveries_total\\{outcome=\"failed\"[^}]*} [1-9]"));

        String path = "/api/reports/webhooks/" + webhook.get("id").asString() + "/deliveries/"
                + deliveries(webhook).get(0).get("id").asString() + "/redeliver";
        assertThat(call(HttpMethod.POST, path).get("status").asString()).isEqualTo("PENDING");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                deliveries(webhook).get(0).get("status").asString())
                        .isEqualTo("DELIVERED"));
        remove(webhook);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.0.2.1/alerts",
                "https://10.0.0.1/alerts",
                "https://169.254.169.254/latest",
                "https://[fd00::1]/alerts",
                "https://0.0.0.0/",
                "https://user@127.0.0.1/",
                "ftp://127.0.0.1/",
                "https://no-such-host.invalid/",
                "not a url"
            })
    void anAddressThatCouldTurnTheServiceAgainstItsNetworkIsRefused(String target) {
        assertThat(call(token("sales-ops"), HttpMethod.POST, "/api/reports/webhooks", Map.of("url", target))
                        .getStatusCode())
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void onlySalesOperationsRegisterWebhooksAndNobodyReadsASecretAgain() {
        assertThat(call(token("manager", "WH-C"), HttpMethod.POST, "/api/reports/webhooks", Map.of("url", url))
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        JsonNode webhook = register(Map.of("url", url, "territories", List.of("WH-C")));
        assertThat(listed(webhook).toString())
                .doesNotContain(webhook.get("secret").asString());
        assertThat(db.sql("select position(convert_to(?, 'UTF8') in secret) from report.webhook where id = ?::uuid")
                        .params(
                                webhook.get("secret").asString(),
                                webhook.get("id").asString())
                        .query((row, n) -> row.getInt(1))
                        .single())
                .isZero();
        remove(webhook);
        assertThat(call(
                                token("sales-ops"),
                                HttpMethod.DELETE,
                                "/api/reports/webhooks/" + webhook.get("id").asString())
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(
                    exchange.getRequestHeaders().getFirst("Plumbline-Delivery"),
                    exchange.getRequestHeaders().getFirst("Plumbline-Signature"),
                    body));
            boolean refused = refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            exchange.getResponseHeaders().set("Location", url + "/elsewhere");
            exchange.sendResponseHeaders(refused ? unavailableReason.get() : 204, -1);
        }
    }

    private static void assertSigned(Request request, String secret) throws Exception {
        String time = request.signature().substring(2, request.signature().indexOf(','));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(request.signature())
                .isEqualTo("t=" + time + ",v1="
                        + HexFormat.of()
                                .formatHex(
                                        mac.doFinal((time + "." + request.body()).getBytes(StandardCharsets.UTF_8))));
    }

    private JsonNode register(Map<String, Object> webhook) {
        return call(HttpMethod.POST, "/api/reports/webhooks", webhook);
    }

    private void remove(JsonNode webhook) {
        call(HttpMethod.DELETE, "/api/reports/webhooks/" + webhook.get("id").asString());
    }

    private JsonNode deliveries(JsonNode webhook) {
        return call(HttpMethod.GET, "/api/reports/webhooks/" + webhook.get("id").asString() + "/deliveries");
    }

    private JsonNode listed(JsonNode webhook) {
        return StreamSupport.stream(
                        call(HttpMethod.GET, "/api/reports/webhooks").spliterator(), false)
                .filter(listed -> listed.get("id").equals(webhook.get("id")))
                .findFirst()
                .orElseThrow();
    }

    /** A goal that is behind from the beginning. */
    private void late(String territory, String goal) {
        story.territory(territory, null, "UTC")
                .goal(goal, "2024-06-20T00:00:00Z", "1000", "2024-07-01", "2024-12-31", scope(territory));
    }
}
