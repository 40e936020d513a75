package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A closed opportunity is closed or refused, whatever its mapping and however its record spells that. */
class ClosingTests {

    private static final String MAPPING = """
            system: CRM
            timeZone: Asia/Shanghai
            tables:
              status: {values: {New: open, Offer: open, Closed Won: won, Closed Lost: lost}}
            lookups:
              moves: {file: moves.csv, key: deal}
            imports:
              - into: opportunities
                file: deals.csv
                fields:
                  externalReference: {value: D1}
                  customer: {value: C1}
                  name: {value: deal}
                  source: {value: DIRECT}
                  currency: {value: CNY}
                  lines: {fields: {productLine: {value: p}, product: {value: p}, quantity: {value: 1}, amount: {value: 1}}}
                  expectedClose: {value: 2024-12-31}
                  owner: {value: mei}
                  openedAt: opened
                  moves: {each: moves, key: deal, fields: {to: stage, at: at}}
            """;

    private static final String BY_STATUS = """
                  status: {column: stage, table: status}
                  wonAt: closed
                  lostAt: closed
            """;

    private static final String BY_FLAGS = """
                  wonAt: {column: closed, when: {isWon: ["true"]}}
                  lostAt: {column: closed, when: {isClosed: ["1", "true"], isWon: ["0", "false"]}}
            """;

    private static final String BY_FIRST = """
                  wonAt: {first: [closed, tentative], when: {stage: Closed Won}}
                  lostAt: {first: [{column: closed, when: {stage: Closed Lost}}, {column: tentative, when: {stage: Closed Lost}}]}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "New, , open",
        "Closed Won, 2024-03-01, won",
        "closed won, 2024-03-01, won",
        "' CLOSED  LOST', 2024-03-01, lost",
        "Offer, 2024-03-01, open"
    })
    void aStatusSaysWhichInstantCounts(String stage, String closed, String status) throws IOException {
        assertStatus(row(BY_STATUS, "stage", stage, "closed", closed), status);
    }

    @ParameterizedTest
    @CsvSource({
        "Closed Won, '', 'closed: is empty, and the record says that it is closed; the field wonAt is required (closed-without-instant)'",
        "Closed Lost, '', 'closed: is empty, and the record says that it is closed; the field lostAt is required (closed-without-instant)'",
        "Closed Won, soon, 'closed: ''soon'' is no date of the format ISO (date)'",
        "Signed, 2024-03-01, 'stage: ''Signed'' is not in the table status (in-table)'",
        "'', 2024-03-01, 'stage: is empty, and whether the opportunity is closed is not known (required)'"
    })
    void whatIsNotKnownToBeOpenIsRefused(String stage, String closed, String fault) throws IOException {
        assertThat(faults(BY_STATUS, "stage", stage, "closed", closed)).contains(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "TRUE, TRUE, won",
        "1, 1, won",
        "yes, Yes, won",
        "true, '', lost",
        "TRUE, FALSE, lost",
        "Y, N, lost",
        "1, 0, lost",
        "FALSE, FALSE, open",
        "'', '', open",
        "0, '', open",
        "'', TRUE, won"
    })
    void aFlagIsReadHoweverItIsSpelt(String isClosed, String isWon, String status) throws IOException {
        assertStatus(row(BY_FLAGS, "isClosed", isClosed, "isWon", isWon, "closed", "2024-03-01"), status);
    }

    @Test
    void aFlagThatNobodyUnderstandsIsRefused() throws IOException {
        assertThat(faults(BY_FLAGS, "isClosed", "TRUE", "isWon", "gewonnen", "closed", "2024-03-01"))
                .containsExactly("isWon: 'gewonnen' says neither yes nor no (flag)");
    }

    @ParameterizedTest
    @CsvSource({"TRUE, TRUE, wonAt", "TRUE, FALSE, lostAt"})
    void oneThatIsClosedByAFlagNeedsAnInstant(String isClosed, String isWon, String field) throws IOException {
        assertThat(faults(BY_FLAGS, "isClosed", isClosed, "isWon", isWon))
                .containsExactly(
                        "closed: is empty, and the record says that it is closed; the field %s is required (closed-without-instant)"
                                .formatted(field));
    }

    @ParameterizedTest
    @CsvSource({
        "Closed Won, 2024-03-01, 2024-04-01, 2024-02-29T16:00:00Z", "Closed Won, '', 2024-04-01, 2024-03-31T16:00:00Z",
        "Open, '', 2024-04-01, ''", "Dead, '', 2024-04-01, ''"
    })
    void theConditionOfAFirstIsItsOwn(String stage, String closed, String tentative, String wonAt) throws IOException {
        assertThat(row(BY_FIRST, "stage", stage, "closed", closed, "tentative", tentative)
                        .path("wonAt")
                        .asString(""))
                .isEqualTo(wonAt);
    }

    @ParameterizedTest
    @CsvSource({"Closed Won, wonAt", "Closed Lost, lostAt"})
    void oneThatIsClosedByAnAlternativeNeedsAnInstant(String stage, String field) throws IOException {
        assertThat(faults(BY_FIRST, "stage", stage))
                .containsExactly(
                        "%s: is empty, and the record says that it is closed; the field %s is required (closed-without-instant)"
                                .formatted(field, field));
    }

    @Test
    void oneCannotBeWonAndLost() throws IOException {
        assertThat(faults(
                        "      wonAt: closed\n      lostAt: tentative\n",
                        "closed",
                        "2024-03-01",
                        "tentative",
                        "2024-03-02"))
                .containsExactly("tentative: the record says both when it was won and when it was lost (won-or-lost)");
    }

    @Test
    void aConditionThatContradictsTheStatusIsRefused() throws IOException {
        String contradictory = """
                      status: {column: stage, table: status}
                      wonAt: {column: closed, when: {isWon: ["true"]}}
                      lostAt: closed
                """;
        assertThat(faults(contradictory, "stage", "New", "isWon", "TRUE", "closed", "2024-03-01"))
                .containsExactly("closed: the condition of wonAt holds, and the status says open (fits-status)");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-05T14:33:00, 2024-03-05, 2024-03-05T06:33:00.001Z",
        "2024-03-05T14:33:00, 2024-03-06, 2024-03-05T16:00:00Z",
        "2024-03-05, 2024-03-05, 2024-03-04T16:00:00Z",
        "2024-03-05T14:33:00, 2024-03-05T18:00:00, 2024-03-05T10:00:00Z"
    })
    void aDayOnWhichItWasOpenedComesAfterItsOpening(String opened, String closed, String wonAt) throws IOException {
        JsonNode row = row(BY_STATUS, "stage", "Closed Won", "opened", opened, "closed", closed);
        assertThat(row.path("wonAt").asString()).isEqualTo(wonAt);
    }

    @ParameterizedTest
    @CsvSource({"2024-03-04", "2024-03-05T10:00:00"})
    void whatClosedBeforeItWasOpenedIsRefused(String closed) throws IOException {
        assertThat(faults(BY_STATUS, "stage", "Closed Won", "opened", "2024-03-05T14:33:00", "closed", closed))
                .containsExactly(
                        "wonAt: the opportunity was changed at 2024-03-05T06:33:00Z, after that (fits-history)");
    }

    @Test
    void movesAndCloseOfOneDayComeInTheirOrder() throws IOException {
        Files.writeString(folder.resolve("moves.csv"), "deal,stage,at\nD1,quote,2024-03-05\nD1,negotiate,2024-03-05\n");
        JsonNode row = row(
                BY_STATUS,
                "deal",
                "D1",
                "stage",
                "Closed Won",
                "opened",
                "2024-03-05T14:33:00",
                "closed",
                "2024-03-05");
        assertThat(row.at("/moves/0/at").asString()).isEqualTo("2024-03-05T06:33:00.001Z");
        assertThat(row.at("/moves/1/at").asString()).isEqualTo("2024-03-05T06:33:00.002Z");
        assertThat(row.path("wonAt").asString()).isEqualTo("2024-03-05T06:33:00.003Z");
    }

    @ParameterizedTest
    @CsvSource({
        "activities, 'externalReference: id, customer: id, kind: id, representative: id, purpose: id', completedAt",
        "assignments, 'territory: id, representative: id, from: {value: 2024-01-01}', to"
    })
    void whateverElseIsOverNeedsItsInstantToo(String kind, String fields, String closing) throws IOException {
        Mapping mapping =
                Mapping.read(Files.writeString(folder.resolve("other.yaml"), """
                system: CRM
                imports:
                  - into: %s
                    file: a.csv
                    fields: {%s, %s: {column: ended, when: {over: ["true"]}}}
                """.formatted(kind, fields, closing)));
        RowMapper mapper = new RowMapper(
                mapping,
                mapping.imports().getFirst(),
                new Lookups(mapping, folder),
                new Zones(mapping.timeZone(), Zones.Known.NOTHING));
        for (String over : List.of("TRUE", "1")) {
            List<Fault> faults = new ArrayList<>();
            mapper.map(new Entry(2, Map.of("id", "1", "over", over), Set.of(), "", ""), faults);
            assertThat(faults).extracting(Fault::rule).containsExactly("closed-without-instant");
        }
        List<Fault> faults = new ArrayList<>();
        mapper.map(new Entry(2, Map.of("id", "1", "over", ""), Set.of(), "", ""), faults);
        assertThat(faults).isEmpty();
    }

    private void assertStatus(JsonNode row, String status) {
        assertThat(row.has("status")).as("status is not sent").isFalse();
        assertThat(row.has("wonAt") ? "won" : row.has("lostAt") ? "lost" : "open")
                .isEqualTo(status);
    }

    private JsonNode row(String closing, String... values) throws IOException {
        List<Fault> faults = new ArrayList<>();
        JsonNode row = map(closing, faults, values);
        assertThat(faults).isEmpty();
        return row;
    }

    private List<String> faults(String closing, String... values) throws IOException {
        List<Fault> faults = new ArrayList<>();
        map(closing, faults, values);
        return faults.stream().map(Fault::toString).toList();
    }

    private JsonNode map(String closing, List<Fault> faults, String... values) throws IOException {
        if (Files.notExists(folder.resolve("moves.csv"))) {
            Files.writeString(folder.resolve("moves.csv"), "deal,stage,at\n");
        }
        Mapping mapping = Mapping.read(Files.writeString(folder.resolve("mapping.yaml"), MAPPING + closing.indent(0)));
        Map<String, String> record = new HashMap<>(Map.of("opened", "2024-01-05"));
        for (int i = 0; i < values.length; i += 2) {
            record.put(values[i], values[i + 1]);
        }
        return new RowMapper(
                        mapping,
                        mapping.imports().getFirst(),
                        new Lookups(mapping, folder),
                        new Zones(mapping.timeZone(), Zones.Known.NOTHING))
                .map(new Entry(2, record, Set.of(), "", ""), faults);
    }
}
