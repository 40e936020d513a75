package io.plumbline.platform.testing;

import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.embedded.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One instance of a service over real HTTP, PostgreSQL, Kafka and tokens. */
public final class RunningService implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ConfigurableApplicationContext context;

    /**
     * Starts the service and returns when it answers.
     *
     * @param application the class with the service's {@code main}
     * @param settings {@code name=value}, over those of the service's own file
     */
    public RunningService(Class<?> application, Database database, String... settings) {
        context = new SpringApplicationBuilder(application)
                .properties(Map.of(
                        "server.port", "0",
                        "management.server.port", "0",
                        "spring.datasource.url", database.jdbcUrl(),
                        "spring.datasource.username", database.user(),
                        "spring.datasource.password", database.password(),
                        "plumbline.kafka.bootstrap-servers", Servers.shared().bootstrapServers(),
                        "plumbline.security.jwk-set-uri", TokenIssuer.shared().jwkSetUri(),
                        "plumbline.security.issuer", TokenIssuer.shared().issuer()))
                .run(Stream.concat(Stream.of("server.address=127.0.0.1"), Arrays.stream(settings))
                        .map(setting -> "--" + setting)
                        .toArray(String[]::new));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A POST of JSON; {@code headers} alternate between name and value. */
    public Answered post(String token, String path, String body, String... headers) {
        HttpRequest.Builder request = request("local.server.port", path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    public Answered get(String token, String path) {
        return send(request("local.server.port", path)
                .header("Authorization", "Bearer " + token)
                .GET());
    }

    /** A request of any method, with an empty JSON object as its body. */
    public Answered send(String method, String token, String path) {
        return send(request("local.server.port", path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString("{}")));
    }

    /** A GET on the management port. */
    public Answered management(String path) {
        return send(request("local.management.port", path).GET());
    }

    private HttpRequest.Builder request(String portProperty, String path) {
        String port = Objects.requireNonNull(context.getEnvironment().getProperty(portProperty));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }

    private static Answered send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            return new Answered(response, JSON.readTree(json ? response.body() : "null"));
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
}
