package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The importer against a service that fails on command. */
class ImporterTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MAPPING = """
            system: CRM
            imports:
              - into: customers
                file: accounts.csv
                fields:
                  externalReference: id
                  nameEn: name
                  segment: {value: any}
                  industry: {value: any}
                  territory: {value: EAST}
                  channel: {value: direct}
                  owner: {value: mei}
                  size: people
            """;

    @TempDir
    private Path folder;

    private final List<JsonNode> received = new ArrayList<>();
    private final Deque<Integer> failures = new ArrayDeque<>();
    private final Map<String, Deque<String>> outcomes = new java.util.concurrent.ConcurrentHashMap<>();
    private final StringWriter said = new StringWriter();
    private HttpServer service;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/api/customers/bulk", this::answer);
        service.setExecutor(
                Executors.newFixedThreadPool(4, Thread.ofPlatform().daemon().factory()));
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        JsonNode rows = JSON.readTree(exchange.getRequestBody().readAllBytes());
        Integer failure = failures.poll();
        byte[] body;
        if (failure == null) {
            rows.forEach(received::add);
            body = rows.valueStream()
                    .map(row -> outcome(row.at("/externalReference/reference").asString()))
                    .collect(Collectors.joining(",", "[", "]"))
                    .getBytes(StandardCharsets.UTF_8);
        } else {
            body = "{\"detail\": \"as asked\"}".getBytes(StandardCharsets.UTF_8);
        }
        exchange.sendResponseHeaders(failure == null ? 200 : failure, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String outcome(String reference) {
        Deque<String> left = outcomes.getOrDefault(reference, new ArrayDeque<>());
        String outcome = left.isEmpty() ? "ACCEPTED" : left.poll();
        String errors = outcome.equals("ACCEPTED") || outcome.equals("UNCHANGED")
                ? "[]"
                : "[{\"field\": \"owner\", \"rule\": \"known\", \"message\": \"is nobody\"}]";
        return "{\"row\": 0, \"outcome\": \"%s\", \"errors\": %s}".formatted(outcome, errors);
    }

    private void outcome(String reference, String... outcome) {
        outcomes.put(reference, new ArrayDeque<>(List.of(outcome)));
    }

    @Test
    void everyRowIsSentAndCounted() throws Exception {
        accounts(IntStream.range(0, 250).mapToObj(i -> i + ",Name " + i + ",5").toList());
        outcome("7", "UNCHANGED");
        assertThat(run(false, false)).isTrue();
        assertThat(received).hasSize(250);
        assertThat(said.toString()).containsPattern("accounts.csv +customers +250 +249 +1 +0 +0");
        assertThat(folder.resolve("accounts.csv.refused.csv")).doesNotExist();
    }

    @Test
    void whatDoesNotAnswerIsAskedAgain() throws Exception {
        accounts(List.of("1,One,5"));
        failures.addAll(List.of(503, 409));
        assertThat(run(false, false)).isTrue();
        assertThat(received).hasSize(1);
    }

    @Test
    void whatHasNotArrivedIsWaitedFor() throws Exception {
        accounts(List.of("1,One,5", "2,Two,5"));
        outcome("2", "NOT_YET", "NOT_YET", "ACCEPTED");
        assertThat(run(false, false)).isTrue();
        assertThat(received)
                .extracting(row -> row.path("nameEn").asString())
                .containsExactly("One", "Two", "Two", "Two");
    }

    @Test
    void refusedRowsAreWrittenToBeMendedAndImportedAgain() throws Exception {
        accounts(List.of("1,One,5", "2,\"Two, of \"\"them\"\"\",many", "3,Three,", "1,One again,5"));
        outcome("3", "REFUSED");
        assertThat(run(false, false)).isFalse();
        Path refused = folder.resolve("accounts.csv.refused.csv");
        assertThat(Files.readAllLines(refused))
                .containsExactlyInAnyOrder(
                        "id,name,people,refused_line,refused_reason",
                        "2,\"Two, of \"\"them\"\"\",many,3,people: 'many' is no number (number)",
                        "3,Three,,4,owner: is nobody (known)",
                        "1,One again,5,5,reference: line 2 is about the same (repeated)");
        assertThat(received).hasSize(2);

        Files.writeString(
                refused, Files.readString(refused).replace("many,", "7,").replace("\n1,", "\n4,"));
        received.clear();
        assertThat(run(false, true)).isTrue();
        assertThat(received)
                .extracting(row -> row.path("nameEn").asString())
                .containsExactlyInAnyOrder("Two, of \"them\"", "Three", "One again");
        assertThat(refused).doesNotExist();
    }

    @Test
    void aDryRunSendsNothing() throws Exception {
        accounts(List.of("1,One,5", "2,Two,many"));
        assertThat(run(true, false)).isFalse();
        assertThat(received).isEmpty();
        assertThat(said.toString()).contains("nothing was sent").containsPattern("customers +2 +1 +0 +0 +1");
    }

    @Test
    void aWrongTokenEndsItAtOnce() throws Exception {
        accounts(List.of("1,One,5"));
        failures.add(403);
        assertThatThrownBy(() -> run(false, false))
                .isInstanceOf(ImportFailure.class)
                .hasMessage("Only sales operations may import; the token says otherwise.");
    }

    @Test
    void aColumnThatIsMissingIsNamedBeforeAnythingIsSent() throws Exception {
        Files.writeString(folder.resolve("accounts.csv"), "id,name\n1,One\n");
        assertThatThrownBy(() -> run(false, false))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("accounts.csv has no column people, which the mapping's customers name");
        assertThat(received).isEmpty();
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> run(false, false))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("accounts.csv cannot be read");
    }

    @Test
    void progressShowsRateAndEstimate() {
        assertThat(Progress.line("deals.csv", 0.25, 5000, 2.5))
                .contains("[######..................]  25 %  5000 rows, 2000/s, 8 s left");
    }

    private void accounts(List<String> rows) throws IOException {
        Files.writeString(folder.resolve("accounts.csv"), "id,name,people\n" + String.join("\n", rows) + "\n");
    }

    private boolean run(boolean dryRun, boolean mended) throws InterruptedException {
        return Importer.run(
                new Importer.Settings(folder.resolve("mapping.yaml"), folder, dryRun, mended, null, false),
                "http://127.0.0.1:" + service.getAddress().getPort(),
                "token",
                new PrintWriter(said, true));
    }
}
