package io.plumbline.deploy.imports;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends rows to a service and returns its answers. What failed on the way is sent again a bounded number of times: rows that
 * were carried out the first time are answered as unchanged the second.
 */
final class Sender implements AutoCloseable {

    /** What a service made of a row. */
    enum Outcome {
        ACCEPTED,
        UNCHANGED,
        REFUSED,
        NOT_YET
    }

    record Answer(Outcome outcome, List<Fault> faults) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(60);
    private static final int MOST_ATTEMPTS = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    private final String address;
    private final String token;

    /** @param address without a slash at its end */
    Sender(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /**
     * What a service answers to a question, as JSON.
     *
     * @throws ImportFailure where it does not answer
     */
    JsonNode ask(String path) {
        try {
            return JSON.readTree(exchange(request(path).GET().build(), path + " did not answer"));
        } catch (JacksonException e) {
            throw new ImportFailure("The service's answer is not understood (%s).".formatted(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImportFailure("The import was interrupted.", e);
        }
    }

    /**
     * Returns one answer for each row, in their order.
     *
     * @param rows JSON objects
     * @throws ImportFailure where the service does not answer, or not as it should
     */
    List<Answer> send(String path, List<String> rows) throws InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", rows) + "]"))
                .build();
        return answers(exchange(request, path + " did not take the rows"), rows.size());
    }

    /** @param failed what is said of the address where all attempts fail */
    private String exchange(HttpRequest request, String failed) throws InterruptedException {
        String last = "";
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            if (attempt > 1) {
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
            try {
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 200) {
                    return response.body();
                }
                last = "status %d: %s".formatted(response.statusCode(), detail(response.body()));
                requireWorthAnotherAttempt(response.statusCode(), last);
            } catch (IOException e) {
                last = e.toString();
            }
        }
        throw new ImportFailure(
                "%s%s in %d attempts (%s). What was accepted stays; run the same command again to finish."
                        .formatted(address, failed, MOST_ATTEMPTS, last));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(REQUEST_LIMIT)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private void requireWorthAnotherAttempt(int status, String last) {
        switch (status) {
            case 401 -> throw new ImportFailure("%s does not know the token, or not any more.".formatted(address));
            case 403 -> throw new ImportFailure("Only sales operations may import; the token says otherwise.");
            case 409, 429 -> {}
            default -> {
                if (status < 500) {
                    throw new ImportFailure("%s refused the request (%s).".formatted(address, last));
                }
            }
        }
    }

    private static List<Answer> answers(String body, int rows) {
        List<Answer> answers = new ArrayList<>(rows);
        try {
            for (JsonNode row : JSON.readTree(body)) {
                List<Fault> faults = new ArrayList<>();
                for (JsonNode error : row.path("errors")) {
                    faults.add(new Fault(
                            error.path("field").asString("row"),
                            error.path("rule").asString("refused"),
                            error.path("message").asString("")));
                }
                answers.add(new Answer(Outcome.valueOf(row.path("outcome").asString("")), faults));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw new ImportFailure("The service's answer is not understood (%s).".formatted(e.getMessage()), e);
        }
        if (answers.size() != rows) {
            throw new ImportFailure("The service answered %d of %d rows.".formatted(answers.size(), rows));
        }
        return answers;
    }

    private static String detail(String body) {
        try {
            return JSON.readTree(body).path("detail").asString("no reason given");
        } catch (JacksonException e) {
            return "no reason given";
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
