package io.plumbline.deploy.suite.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands and queries in somebody's name; what a service asks to be sent again is sent again a bounded number of times. */
final class Api implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MOST_ATTEMPTS = 60;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final String address;
    private final Supplier<String> token;

    /** @param token a fresh one, whenever it is asked for */
    Api(String address, Supplier<String> token) {
        this.address = address;
        this.token = token;
    }

    /**
     * Sends a command under a key of its own, so that it may be sent again.
     *
     * @throws DemonstrationFailure where it is refused
     */
    JsonNode post(String path, String key, Object body) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> response = send(
                    HttpRequest.newBuilder()
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "demo-" + key)
                            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))),
                    path);
            if (response.statusCode() / 100 == 2) {
                return JSON.readTree(response.body());
            }
            if (attempt == MOST_ATTEMPTS
                    || response.headers().firstValue("Retry-After").isEmpty()) {
                throw new DemonstrationFailure("%s answered %s".formatted(path, response.body()));
            }
            Thread.sleep(PAUSE);
        }
    }

    JsonNode get(String path) throws InterruptedException {
        HttpResponse<String> response = send(HttpRequest.newBuilder().GET(), path);
        if (response.statusCode() != 200) {
            throw new DemonstrationFailure("%s answered %s".formatted(path, response.body()));
        }
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path) throws InterruptedException {
        try {
            return http.send(
                    request.uri(URI.create(address + path))
                            .timeout(LIMIT)
                            .header("Authorization", "Bearer " + token.get())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new DemonstrationFailure("%s does not answer (%s)".formatted(address, e));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
