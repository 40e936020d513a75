package io.plumbline.goal;

import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.embedded.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** goal-service over real HTTP, PostgreSQL, Kafka and tokens; one for all tests of this JVM. */
public final class RunningGoalService {

    /** Prepares everywhere. */
    public static final String LENA = TokenIssuer.shared().token("lena.sales-ops", List.of("sales-ops"), List.of());

    /** Manages all of China. */
    public static final String WEI = TokenIssuer.shared().token("wei.manager", List.of("manager"), List.of("CHINA"));

    /** Manages what is not China. */
    public static final String OTTO = TokenIssuer.shared().token("otto.manager", List.of("manager"), List.of("EUROPE"));

    /** Sells in East China. */
    public static final String MEI = TokenIssuer.shared().token("mei.rep", List.of("rep"), List.of("EAST-CHINA"));

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ConfigurableApplicationContext context;
    private final String topic;

    private static final class Shared {
        private static final RunningGoalService SERVICE = new RunningGoalService();
    }

    private RunningGoalService() {
        Database database = Servers.shared().createDatabase("goal");
        topic = Servers.shared().createTopic("sales.goal.events", 3);
        context = new SpringApplicationBuilder(GoalService.class)
                .properties(Map.of(
                        "server.port", "0",
                        "management.server.port", "0",
                        "spring.datasource.url", database.jdbcUrl(),
                        "spring.datasource.username", database.user(),
                        "spring.datasource.password", database.password(),
                        "plumbline.kafka.bootstrap-servers", Servers.shared().bootstrapServers(),
                        "plumbline.security.jwk-set-uri", TokenIssuer.shared().jwkSetUri(),
                        "plumbline.security.issuer", TokenIssuer.shared().issuer()))
                // after the service's own file, which names the topic of production
                .run("--plumbline.relay.topic=" + topic);
        post(LENA, "/api/territories", territory("CHINA", null)).requireCreated();
        post(LENA, "/api/territories", territory("EAST-CHINA", "CHINA")).requireCreated();
        post(LENA, "/api/territories", territory("SHANGHAI", "EAST-CHINA")).requireCreated();
        post(LENA, "/api/territories", territory("JIANGSU", "EAST-CHINA")).requireCreated();
        post(LENA, "/api/territories", territory("EUROPE", null)).requireCreated();
    }

    public static RunningGoalService shared() {
        return Shared.SERVICE;
    }

    public String topic() {
        return topic;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private static String territory(String code, @Nullable String parent) {
        return """
                {"code": "%s", "nameEn": "%s", "nameZh": "%s", "parent": %s, "timeZone": "Asia/Shanghai",
                 "currency": "CNY", "priority": "NORMAL", "occurredAt": "2024-01-01T00:00:00Z"}
                """.formatted(code, code, code, parent == null ? "null" : '"' + parent + '"');
    }

    public Answered post(String token, String path, String body, String... headers) {
        HttpRequest.Builder request = request(token, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    public Answered get(String token, String path) {
        return send(request(token, path).GET());
    }

    private HttpRequest.Builder request(String token, String path) {
        String port = Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port"));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    private static Answered send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answered(response, JSON.readTree(response.body().isEmpty() ? "null" : response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
