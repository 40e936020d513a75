package io.plumbline.deploy.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The management port of a service. */
final class Management implements AutoCloseable {

    /** Who manages the services. */
    static final String USER = "operator";

    /** The secret of the data folder that is that user's password. */
    static final String SECRET = "management-password";

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final Service service;
    private final String endpoint;
    private final String authorization;

    /** @param path of the endpoint, such as {@code rebuild} */
    Management(Running running, Service service, String path) {
        this.service = service;
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((USER + ":" + running.managementPassword()).getBytes(StandardCharsets.UTF_8));
        this.endpoint = "http://127.0.0.1:" + running.of(service).managementPort() + "/actuator/" + path;
    }

    /** What the endpoint shows; a missing node where it shows nothing. */
    JsonNode read() throws InterruptedException {
        return send(HttpRequest.newBuilder().GET(), "");
    }

    JsonNode write(String path, String body) throws InterruptedException {
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                path);
    }

    void delete(String path) throws InterruptedException {
        send(HttpRequest.newBuilder().DELETE(), path);
    }

    private JsonNode send(HttpRequest.Builder request, String path) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    request.uri(URI.create(endpoint + path))
                            .header("Authorization", authorization)
                            .timeout(LIMIT)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            // an endpoint that has nothing to show
            if (answer.statusCode() == 404 && answer.body().isEmpty()) {
                return JsonNodeFactory.instance.missingNode();
            }
            if (answer.statusCode() / 100 != 2) {
                JsonNode problem = JSON.readTree(answer.body());
                throw new SuiteFailure("%s refused: %s"
                        .formatted(service.title(), problem.path("detail").asString("status " + answer.statusCode())));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new SuiteFailure("%s doesn't answer (%s).".formatted(service.title(), e), e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
