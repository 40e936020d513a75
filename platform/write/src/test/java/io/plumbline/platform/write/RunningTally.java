package io.plumbline.platform.write;

import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.ManagementCredential;
import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.embedded.TokenIssuer;
import io.plumbline.platform.write.tally.TallyService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One instance of the tally service over real HTTP, PostgreSQL, Kafka and tokens. */
final class RunningTally implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = new JsonMapper();

    private final ConfigurableApplicationContext context;
    private final String token = TokenIssuer.shared().token("mei", List.of("rep"), List.of("EAST-CHINA"));

    RunningTally(Database database, String topic) {
        context = new SpringApplicationBuilder(TallyService.class)
                .properties(ManagementCredential.SETTINGS)
                .properties(Map.of(
                        "server.port", "0",
                        "management.server.port", "0",
                        "spring.datasource.url", database.jdbcUrl(),
                        "spring.datasource.username", database.user(),
                        "spring.datasource.password", database.password(),
                        "plumbline.kafka.bootstrap-servers", Servers.shared().bootstrapServers(),
                        "plumbline.security.jwk-set-uri", TokenIssuer.shared().jwkSetUri(),
                        "plumbline.security.issuer", TokenIssuer.shared().issuer(),
                        "plumbline.security.audience", TokenIssuer.AUDIENCE,
                        "test.topic", topic))
                .run();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    /** A POST with a valid token; {@code headers} alternate between name and value. */
    Reply post(String path, String body, String... headers) {
        return send(
                request("local.server.port", path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                headers);
    }

    /** A POST to open a tally by somebody else. */
    Reply postAs(String subject, List<String> roles, List<String> territories, String body) {
        return send(request("local.server.port", "/api/tallies")
                .header("Authorization", "Bearer " + TokenIssuer.shared().token(subject, roles, territories))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A POST to open a tally by a body of another type. */
    Reply postTyped(String contentType, String body) {
        return send(request("local.server.port", "/api/tallies")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Reply get(String path, String... headers) {
        return send(
                request("local.server.port", path)
                        .header("Authorization", "Bearer " + token)
                        .GET(),
                headers);
    }

    Reply postWithoutToken(String path, String body) {
        return send(request("local.server.port", path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Reply management(String path) {
        return send(request("local.management.port", path)
                .header("Authorization", ManagementCredential.AUTHORIZATION)
                .GET());
    }

    private HttpRequest.Builder request(String portProperty, String path) {
        String port = Objects.requireNonNull(context.getEnvironment().getProperty(portProperty));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    private static Reply send(HttpRequest.Builder request, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return new Reply(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    record Reply(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** {@code field/rule} of the first error of a problem. */
        String firstError() {
            JsonNode error = json().path("errors").path(0);
            return error.path("field").asString("-") + "/" + error.path("rule").asString("-");
        }
    }
}
