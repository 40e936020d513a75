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
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
        for (String path : List.of("territories", "customers", "opportunities", "activities")) {
            service.createContext("/api/" + path + "/bulk", this::answer);
        }
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
                    .map(row -> outcome(row.at("/externalReference/reference")
                            .asString(row.path("code").asString())))
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
                : outcome.equals("NOT_YET")
                        ? "[{\"field\": \"customerId\", \"rule\": \"customer-known\", \"message\": \"customer %s is not known here yet\"}]"
                                .formatted(UUID.randomUUID())
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
    void aRowWithTooManyOrTooFewColumnsIsKeptAsItCameAndNotTakenUnmended() throws Exception {
        String rows = "1,One,5,1,000\n2\n3,Three,5\n";
        Files.writeString(folder.resolve("accounts.csv"), "id,name,people\n" + rows);
        assertThat(run(false, false)).isFalse();
        Path refused = folder.resolve("accounts.csv.refused.csv");
        List<String> first = List.of(
                "id,name,people,refused_line,refused_reason",
                "1,One,5,1,000,2,\"line 2: has 5 columns where the header has 3 (record)\"",
                "2,3,\"line 3: has 1 columns where the header has 3 (record)\"");
        assertThat(Files.readAllLines(refused)).isEqualTo(first);
        assertThat(received).hasSize(1);

        assertThat(run(false, true)).isFalse();
        assertThat(received).as("nothing more was taken").hasSize(1);
        assertThat(Files.readAllLines(refused)).isEqualTo(first);

        Files.writeString(
                refused, Files.readString(refused).replace("5,1,000", "51000").replace("2,3,", "2,Two,5,3,"));
        assertThat(run(false, true)).isTrue();
        assertThat(received).extracting(row -> row.path("size").asInt()).containsExactly(5, 51000, 5);
        assertThat(refused).doesNotExist();
    }

    @Test
    void aQuoteThatIsNotClosedLosesNoRow() throws Exception {
        accounts(List.of("1,One,5", "2,\"6 inch,5", "3,Three,5", "4,\"8\"\" inch\",5", "5,\"open,5", "6,Six,5"));
        assertThat(run(false, false)).isFalse();
        assertThat(received)
                .extracting(row -> row.path("nameEn").asString())
                .containsExactly("One", "Three", "8\" inch", "Six");
        Path refused = folder.resolve("accounts.csv.refused.csv");
        assertThat(Files.readAllLines(refused).subList(1, 3))
                .extracting(line -> line.substring(0, 12))
                .containsExactly("2,\"6 inch,5,", "5,\"open,5,6,");

        received.clear();
        assertThat(run(false, true)).isFalse();
        assertThat(received).as("neither is mended").isEmpty();

        Files.writeString(
                refused,
                Files.readString(refused).replace("\"6 inch", "\"6\"\" inch\"").replace("\"open", "open"));
        assertThat(run(false, true)).isTrue();
        assertThat(received)
                .extracting(row -> row.path("nameEn").asString())
                .containsExactlyInAnyOrder("6\" inch", "open");
    }

    @Test
    void aByteOutsideTheEncodingIsRefusedAndWrittenAsItCame() throws Exception {
        mapping(MAPPING + "csv: {encoding: windows-1252}\n");
        byte[] bytes = "id,name,people\n1,One,5\n2,a?b \u00fc,5\n".getBytes(Charset.forName("windows-1252"));
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0x81;
        Files.write(folder.resolve("accounts.csv"), bytes);
        assertThat(run(false, false)).isFalse();
        Path refused = folder.resolve("accounts.csv.refused.csv");
        assertThat(new String(Files.readAllBytes(refused), StandardCharsets.ISO_8859_1))
                .isEqualTo("id,name,people,refused_line,refused_reason\n2,a\u0081b \u00fc,5,3,"
                        + "\"line 3: holds the byte 0x81, which is no character in windows-1252 (record)\"\n");
        assertThat(run(false, true)).isFalse();
    }

    @Test
    void aLineEndAndAByteOrderMarkAreKeptForRefusedRows() throws Exception {
        Files.writeString(folder.resolve("accounts.csv"), "\uFEFFsep=;\r\nid;name;people\r\n1;One;many\r\n");
        assertThat(run(false, false)).isFalse();
        Path refused = folder.resolve("accounts.csv.refused.csv");
        assertThat(Files.readString(refused))
                .isEqualTo("\uFEFFsep=;\r\nid;name;people;refused_line;refused_reason\r\n"
                        + "1;One;many;3;people: 'many' is no number (number)\r\n");
        Files.writeString(refused, Files.readString(refused).replace("many;", "5;"));
        assertThat(run(false, true)).isTrue();
        assertThat(received).hasSize(1);
    }

    @Test
    void aFileWithoutAHeaderIsMendedByTheOneOfItsRefusedRows() throws Exception {
        mapping(MAPPING + "csv: {header: [id, name, people]}\n");
        Files.writeString(folder.resolve("accounts.csv"), "1,One,many\n");
        assertThat(run(false, false)).isFalse();
        Path refused = folder.resolve("accounts.csv.refused.csv");
        assertThat(Files.readAllLines(refused).getFirst()).isEqualTo("id,name,people,refused_line,refused_reason");
        Files.writeString(refused, Files.readString(refused).replace("many", "5"));
        assertThat(run(false, true)).isTrue();
        assertThat(received).hasSize(1);
    }

    @Test
    void ndjsonIsRefusedAsItCameAndMended() throws Exception {
        mapping(MAPPING.replace("accounts.csv", "accounts.ndjson"));
        Files.writeString(folder.resolve("accounts.ndjson"), """
                {"id": 1, "name": "One", "people": 5, "rate": 1.50}
                {"id": 2, "name": "Two", "people": "many", "rate": 1.50}
                not json
                """);
        assertThat(run(false, false)).isFalse();
        Path refused = folder.resolve("accounts.ndjson.refused.ndjson");
        List<String> lines = Files.readAllLines(refused);
        assertThat(lines.getFirst())
                .isEqualTo("{\"id\": 2, \"name\": \"Two\", \"people\": \"many\", \"rate\": 1.50,"
                        + "\"refused_line\":2,\"refused_reason\":\"people: 'many' is no number (number)\"}");
        assertThat(lines.getLast()).startsWith("{\"refused_record\":\"not json\",\"refused_line\":3,");
        assertThat(run(false, true)).isFalse();
        assertThat(Files.readAllLines(refused).getFirst()).isEqualTo(lines.getFirst());

        Files.writeString(
                refused,
                lines.getFirst().replace("\"many\"", "7") + "\n{\"id\": 3, \"name\": \"Three\", \"people\": 1}\n");
        received.clear();
        assertThat(run(false, true)).isTrue();
        assertThat(received).hasSize(2);
    }

    @Test
    void everyImportHasItsOwnRefusedFile() throws Exception {
        String second = MAPPING.substring(MAPPING.indexOf("  - into"));
        String rows = """
                  - into: customers
                    rows: [{externalReference: R%s, nameEn: r, segment: s, industry: i, territory: T, channel: d, owner: o, size: many}]
                """;
        mapping(MAPPING + second + rows.formatted(1) + rows.formatted(2));
        accounts(List.of("1,One,many"));
        assertThat(run(false, false)).isFalse();
        assertThat(said.toString())
                .contains(
                        "accounts.csv.customers.refused.csv",
                        "accounts.csv.customers-2.refused.csv",
                        "own-customers.refused.csv",
                        "own-customers-2.refused.csv");
        for (String name :
                List.of("accounts.csv.customers", "accounts.csv.customers-2", "own-customers", "own-customers-2")) {
            Path refused = folder.resolve(name + ".refused.csv");
            assertThat(Files.readAllLines(refused)).as(name).hasSize(2);
            Files.writeString(refused, Files.readString(refused).replace(",many,", ",5,"));
        }
        assertThat(received).isEmpty();
        assertThat(run(false, true)).isTrue();
        assertThat(received).hasSize(4);
    }

    @Test
    void theFolderOfRefusedRowsIsMade() throws Exception {
        accounts(List.of("1,One,many"));
        Path elsewhere = folder.resolve("a").resolve("b");
        Importer.run(
                new Importer.Settings(folder.resolve("mapping.yaml"), folder, true, false, elsewhere, false),
                "",
                "",
                new PrintWriter(said, true));
        assertThat(elsewhere.resolve("accounts.csv.refused.csv")).exists();
    }

    @Test
    void aBrokenRowIsRefusedAlsoWhereOnlySomeRowsAreTaken() throws Exception {
        mapping(MAPPING.replace("    fields:", "    where: {people: [\"5\"]}\n    fields:"));
        accounts(List.of("1,One,5", "2,Two,6", "3,\"Three,5"));
        assertThat(run(false, false)).isFalse();
        assertThat(said.toString()).containsPattern("customers +3 +1 +0 +1 +1");
    }

    private static final String DEALS = """
              - into: opportunities
                file: deals.csv
                fields:
                  externalReference: id
                  customer: account
                  name: id
                  source: {value: DIRECT}
                  currency: {value: CNY}
                  lines: {fields: {productLine: {value: p}, product: {value: p}, quantity: {value: 1}, amount: {value: 1}}}
                  expectedClose: {value: 2024-12-31}
                  owner: {value: mei}
                  openedAt: {value: 2024-01-05T00:00:00Z}
            """;

    @Test
    void whatDependsOnARefusedRowSaysSoAtOnce() throws Exception {
        mapping(MAPPING + DEALS);
        accounts(List.of("1,One,5", "2,Two,many", "3,Three,5"));
        Files.writeString(folder.resolve("deals.csv"), "id,account\nD1,1\nD2,2\nD3,3\nD4,2\n");
        outcome("3", "REFUSED");
        outcome("D2", "NOT_YET", "ACCEPTED");
        outcome("D3", "NOT_YET", "ACCEPTED");
        assertThat(run(false, false)).isFalse();
        assertThat(Files.readAllLines(folder.resolve("deals.csv.refused.csv")))
                .containsExactlyInAnyOrder(
                        "id,account,refused_line,refused_reason",
                        "D2,2,3,\"customer: '2' was refused in this import (accounts.csv, line 3) (depends-on-refused)\"",
                        "D3,3,4,\"customer: '3' was refused in this import (accounts.csv, line 4) (depends-on-refused)\"");
        assertThat(said.toString())
                .as("D4 is taken: its customer is known from before")
                .containsPattern("deals.csv +opportunities +4 +2 +0 +0 +2");
    }

    @Test
    void aDryRunRefusesWhatDependsOnARefusedRow() throws Exception {
        mapping(MAPPING + DEALS);
        // the second row about customer 1 is refused, and the customer is there all the same
        accounts(List.of("1,One,5", "2,Two,many", "1,One again,5"));
        Files.writeString(folder.resolve("deals.csv"), "id,account\nD1,1\nD2,2\n");
        assertThat(run(true, false)).isFalse();
        assertThat(said.toString()).containsPattern("deals.csv +opportunities +2 +1 +0 +0 +1");
    }

    @Test
    void aDayBeginsInTheZoneOfATerritoryThatTheServicesKnow() throws Exception {
        service.createContext(
                "/api/territories",
                exchange -> json(exchange, "[{\"code\": \"UK\", \"timeZone\": \"Europe/London\"}]"));
        service.createContext(
                "/api/customers",
                exchange -> json(
                        exchange,
                        exchange.getRequestURI().getQuery().endsWith("reference=A&B+1")
                                ? "{\"items\": [{\"territory\": \"UK\"}], \"next\": null}"
                                : "{\"items\": [], \"next\": null}"));
        mapping("system: CRM\ntimeZone: Asia/Shanghai\nimports:\n"
                + DEALS.replace("2024-01-05T00:00:00Z", "2024-07-05"));
        Files.writeString(folder.resolve("deals.csv"), "id,account\nD1,A&B 1\nD2,unknown\n");
        assertThat(run(false, false)).isTrue();
        assertThat(received)
                .extracting(row -> row.path("openedAt").asString())
                .containsExactly("2024-07-04T23:00:00Z", "2024-07-04T16:00:00Z");
    }

    private static void json(HttpExchange exchange, String answer) throws IOException {
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void territoriesGoParentsFirstHoweverTheyStandInTheFile() throws Exception {
        mapping("""
                system: CRM
                imports:
                  - into: territories
                    file: territories.csv
                    fields: {code: code, nameEn: code, nameZh: code, parent: parent, timeZone: {value: UTC}, currency: {value: USD}}
                """);
        Files.writeString(
                folder.resolve("territories.csv"), "code,parent\nA-1-x,A-1\nA-1,A\nB-1,B\nA,\nB,\nQ,R\nR,Q\nA-2,A\n");
        assertThat(run(false, false)).isTrue();
        assertThat(received)
                .extracting(row -> row.path("code").asString())
                .containsExactly("A", "B", "A-1", "B-1", "A-2", "A-1-x", "Q", "R");
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

    private void mapping(String yaml) throws IOException {
        Files.writeString(folder.resolve("mapping.yaml"), yaml);
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
