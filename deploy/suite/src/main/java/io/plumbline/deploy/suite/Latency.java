package io.plumbline.deploy.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how long it takes from the answer to a command until a report shows what it did: opportunities are opened one after
 * another in a territory made for it, and each time the funnel is read until it has one more. The time of the read that shows it is included.
 */
final class Latency {

    private static final int WARM_UP = 50;
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String address;
    private final String token;
    private final long deadline;
    private final HttpClient http;

    private Latency(HttpClient http, String address, String token, Duration limit) {
        this.http = http;
        this.address = address;
        this.token = token;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /**
     * @param token of somebody who may do everything everywhere
     * @param commands how many to measure, at least one
     * @param limit for all of it
     * @throws SuiteFailure where a command is refused, or the limit passes
     */
    static Percentiles measure(String address, String token, int commands, Duration limit) throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(REQUEST_LIMIT)
                .build()) {
            return new Latency(http, address, token, limit).measure(commands);
        }
    }

    /** What was measured, as a sentence. */
    static String sentence(Percentiles latency) {
        return "%d commands, accepted to visible in the funnel: p50 %d ms, p95 %d ms, p99 %d ms, worst %d ms"
                .formatted(
                        latency.count(),
                        latency.p50().toMillis(),
                        latency.p95().toMillis(),
                        latency.p99().toMillis(),
                        latency.worst().toMillis());
    }

    private Percentiles measure(int commands) throws InterruptedException {
        String territory =
                "LATENCY-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        require(post("/api/territories", """
                {"code": "%s", "nameEn": "Latency", "nameZh": "延迟", "timeZone": "UTC", "currency": "CNY", "priority": "NORMAL"}
                """.formatted(territory)));
        String customer = require(postOnceKnown("/api/customers", """
                {"nameEn": "Latency", "segment": "large", "industry": "manufacturing", "territory": "%s",
                 "channel": "online", "owner": "lena"}
                """.formatted(territory)));
        String opportunity = """
                {"customerId": "%s", "name": "Latency", "source": "DIRECT", "currency": "CNY",
                 "lines": [{"productLine": "controllers", "product": "PLC-200", "quantity": 1, "amount": 1}],
                 "expectedClose": "2099-12-31", "owner": "lena"}
                """.formatted(customer);
        require(postOnceKnown("/api/opportunities", opportunity));

        var latencies = new ArrayList<Duration>();
        for (int opened = 2; opened <= WARM_UP + commands; opened++) {
            require(post("/api/opportunities", opportunity));
            long accepted = System.nanoTime();
            while (open(territory) < opened) {
                checkTime();
            }
            if (opened > WARM_UP) {
                latencies.add(Duration.ofNanos(System.nanoTime() - accepted));
            }
        }
        return Percentiles.of(latencies);
    }

    /** A service knows a territory or a customer only when its event has come to it; until then it answers with a conflict. */
    private HttpResponse<String> postOnceKnown(String path, String body) throws InterruptedException {
        HttpResponse<String> answer = post(path, body);
        while (answer.statusCode() == 409) {
            checkTime();
            Thread.sleep(BETWEEN_ATTEMPTS);
            answer = post(path, body);
        }
        return answer;
    }

    private void checkTime() {
        if (System.nanoTime() > deadline) {
            throw new SuiteFailure("The measurement took too long and was given up.");
        }
    }

    private long open(String territory) throws InterruptedException {
        HttpResponse<String> response = send(request("/api/reports/funnel?territory=" + territory));
        if (response.statusCode() == 422) {
            // the reports have not heard of the territory yet
            return 0;
        }
        if (response.statusCode() != 200) {
            throw new SuiteFailure("The funnel was refused: " + response.body());
        }
        return JSON.readTree(response.body())
                .path("rows")
                .valueStream()
                .map(stage -> stage.get("opportunities"))
                .mapToLong(JsonNode::asLong)
                .sum();
    }

    private HttpResponse<String> post(String path, String body) throws InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(REQUEST_LIMIT)
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new SuiteFailure("%s doesn't answer (%s).".formatted(address, e), e);
        }
    }

    /** The id of what was created. */
    private static String require(HttpResponse<String> response) {
        if (response.statusCode() != 201) {
            throw new SuiteFailure("A command was refused: " + response.body());
        }
        return JSON.readTree(response.body()).get("id").asString();
    }
}
