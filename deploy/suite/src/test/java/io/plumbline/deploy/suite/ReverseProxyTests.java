package io.plumbline.deploy.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.plumbline.platform.embedded.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReverseProxyTests {

    private static final String SIGN_IN = "sign-in";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final EnumMap<Service, HttpServer> services = new EnumMap<>(Service.class);
    private final int port = Ports.free();
    private final HttpServer signIn;
    private final ReverseProxy address;

    ReverseProxyTests() throws IOException {
        for (Service service : Service.values()) {
            HttpServer server = server(answering(service.title()));
            services.put(service, server);
        }
        signIn = server(answering(SIGN_IN));
        address = ReverseProxy.open(
                port,
                service -> OptionalInt.of(server(service).getAddress().getPort()),
                () -> OptionalInt.of(signIn.getAddress().getPort()));
    }

    @AfterEach
    void close() {
        address.close();
        services.values().forEach(server -> server.stop(0));
        signIn.stop(0);
        http.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/territories, goal-service",
        "/api/goals/1/submit, goal-service",
        "/api/plans, goal-service",
        "/api/tasks, goal-service",
        "/api/practices, goal-service",
        "/api/incentive-schemes, goal-service",
        "/api/goal-service/republish, goal-service",
        "/api/customers?page=2, customer-service",
        "/api/tier-policies, customer-service",
        "/api/customer-service/x, customer-service",
        "/api/activities, activity-service",
        "/api/visit-plans, activity-service",
        "/api/pipelines/default, activity-service",
        "/api/opportunities/1/win, activity-service",
        "/api/orders, activity-service",
        "/api/representatives, activity-service",
        "/api/activity-service/x, activity-service",
        "/api/reports/funnel, reporting-service",
        "/api/reporting-service/rebuild, reporting-service",
        "/openapi/goal-service, goal-service",
        "/openapi/reporting-service, reporting-service",
        "/oauth2/token, sign-in",
        "/login, sign-in",
        "/.well-known/openid-configuration, sign-in"
    })
    void eachPathHasItsOwner(String path, String owner) throws Exception {
        HttpResponse<String> response = http.send(request(path).build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(owner + " " + path + " for 127.0.0.1:" + port);
    }

    @ParameterizedTest
    @CsvSource({"/api/goalsx", "/api", "/actuator/health", "/openapi", "/openapi/goal-service/more", "/loginx"})
    void whatBelongsToNobodyIsNotFound(String path) throws Exception {
        assertThat(http.send(request(path).build(), BodyHandlers.discarding()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theFirstPageListsTheInterfaces() throws Exception {
        assertThat(http.send(request("/").build(), BodyHandlers.ofString()).body())
                .contains("/openapi/goal-service", "/openapi/reporting-service", "lena");
    }

    @Test
    void aStreamIsPassedOnAsItComes() throws Exception {
        var firstWasRead = new CountDownLatch(1);
        answer(Service.REPORTING, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            try {
                boolean read = firstWasRead.await(20, TimeUnit.SECONDS);
                exchange.getResponseBody().write(("data: second " + read + "\n\n").getBytes(StandardCharsets.UTF_8));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });

        var response = http.send(request("/api/reports/alerts").build(), BodyHandlers.ofInputStream());

        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("data: first");
            firstWasRead.countDown();
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).isEqualTo("data: second true");
        }
    }

    @Test
    void aCookieIsOneBrowsersAndNeverAnothers() throws Exception {
        var cookies = new ArrayList<String>();
        answer(Service.GOAL, exchange -> {
            cookies.add(String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")));
            exchange.getResponseHeaders().set("Set-Cookie", "session=of-the-first; Path=/");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        for (int browser = 0; browser < 2; browser++) {
            try (HttpClient jar =
                    HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
                for (int i = 0; i < 2; i++) {
                    jar.send(request("/api/goals").build(), BodyHandlers.discarding());
                }
            }
        }
        assertThat(cookies).containsExactly("null", "session=of-the-first", "null", "session=of-the-first");
    }

    @Test
    void whatIsNotUpYetIsABadGateway() throws Exception {
        int other = Ports.free();
        try (ReverseProxy starting = ReverseProxy.open(other, service -> OptionalInt.empty(), OptionalInt::empty)) {
            for (String path : List.of("/api/goals", "/login")) {
                HttpRequest early =
                        HttpRequest.newBuilder(URI.create(starting + path)).build();
                assertThat(http.send(early, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(502);
            }
        }
    }

    @Test
    void aServiceThatIsDownIsABadGateway() throws Exception {
        server(Service.GOAL).stop(0);

        assertThat(http.send(request("/api/goals").build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(502);
    }

    @Test
    void aBodyPastTheLimitIsRefused() throws Exception {
        var announced = HttpRequest.BodyPublishers.ofByteArray(new byte[(64 << 20) + 1]);

        // the body is sent only where it is wanted: a connection that is closed on it may take the answer along
        var refused = request("/api/goals").expectContinue(true).POST(announced).build();
        assertThat(http.send(refused, BodyHandlers.discarding()).statusCode()).isEqualTo(413);
    }

    @Test
    void aPortInUseIsSaidInOneSentence() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() ->
                            ReverseProxy.open(other.getLocalPort(), service -> OptionalInt.empty(), OptionalInt::empty))
                    .isInstanceOf(SuiteFailure.class)
                    .hasMessage(
                            "Port %d is in use by another program; choose another one with --port.",
                            other.getLocalPort());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30));
    }

    private static HttpServer server(HttpHandler handler) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    private HttpServer server(Service service) {
        return Objects.requireNonNull(services.get(service));
    }

    private void answer(Service service, HttpHandler handler) {
        HttpServer server = server(service);
        server.removeContext("/");
        server.createContext("/", handler);
    }

    private static HttpHandler answering(String owner) {
        return exchange -> write(
                exchange,
                owner + " " + exchange.getRequestURI() + " for "
                        + exchange.getRequestHeaders().getFirst("X-Forwarded-Host"));
    }

    private static void write(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
