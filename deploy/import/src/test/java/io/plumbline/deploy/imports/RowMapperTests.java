package io.plumbline.deploy.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RowMapperTests {

    private static final String MAPPING = """
            system: CRM
            timeZone: Asia/Shanghai
            dates: M/d/yyyy
            empty: [N/A]
            numbers: {decimal: ",", grouping: "."}
            tables:
              stage:
                values: {New: develop, Offer: quote, Closed: quote}
              product:
                values: {GTXPro: GTX Pro}
                otherwise: keep
            lookups:
              reps: {file: reps.csv, key: rep}
              items: {file: items.csv, key: deal}
            imports:
              - into: opportunities
                file: deals.csv
                where: {type: [deal]}
                fields:
                  externalReference: id
                  customer: {first: [account, {text: "unnamed {rep}"}]}
                  name: {text: "{product} for {account}"}
                  stage: {column: status, table: stage}
                  source: {value: DIRECT}
                  currency: {value: EUR}
                  lines:
                    each: items
                    key: id
                    fields:
                      productLine: {value: all}
                      product: {column: product, table: product}
                      quantity: pieces
                      amount: price
                  expectedClose: {column: closed, default: 2017-12-31}
                  owner: rep
                  territory: {lookup: reps, key: rep, take: region}
                  openedAt: opened
                  wonAt: {column: closed, when: {won: [yes, "1"]}}
            """;

    @TempDir
    private Path folder;

    private RowMapper mapper;

    @BeforeEach
    void withLookups() throws IOException {
        Files.writeString(folder.resolve("reps.csv"), "rep,region\nmei,EAST\njun,WEST\njun,EAST\n");
        Files.writeString(
                folder.resolve("items.csv"),
                "deal,product,pieces,price\nD1,GTXPro,2,\"1.234,50\"\nD1,Cable,\"10,0\",€ 5\n");
        Mapping mapping = Mapping.read(Files.writeString(folder.resolve("mapping.yaml"), MAPPING));
        mapper = new RowMapper(
                mapping,
                mapping.imports().getFirst(),
                new Lookups(mapping, folder),
                new Zones(mapping.timeZone(), Zones.Known.NOTHING));
    }

    @Test
    void makesARowOfARecord() {
        JsonNode row = row(Map.of());
        assertThat(row.at("/externalReference/system").asString()).isEqualTo("CRM");
        assertThat(row.at("/externalReference/reference").asString()).isEqualTo("D1");
        assertThat(row.at("/customer/reference").asString()).isEqualTo("Acme");
        assertThat(row.path("name").asString()).isEqualTo("GTXPro for Acme");
        assertThat(row.path("stage").asString()).isEqualTo("quote");
        assertThat(row.path("territory").asString()).isEqualTo("EAST");
        assertThat(row.path("expectedClose").asString()).isEqualTo("2017-03-09");
        assertThat(row.path("openedAt").asString()).isEqualTo("2017-01-01T16:00:00Z");
        assertThat(row.path("wonAt").asString()).isEqualTo("2017-03-08T16:00:00Z");
    }

    @Test
    void linesComeFromAnotherFileWithNumbersAsTheyAreWrittenThere() {
        JsonNode lines = row(Map.of()).path("lines");
        assertThat(lines.at("/0/product").asString()).isEqualTo("GTX Pro");
        assertThat(lines.at("/0/amount").decimalValue()).isEqualByComparingTo("1234.5");
        assertThat(lines.at("/1/product").asString()).isEqualTo("Cable");
        assertThat(lines.at("/1/quantity").decimalValue()).isEqualByComparingTo("10");
        assertThat(lines.at("/1/amount").decimalValue()).isEqualByComparingTo("5");
    }

    @Test
    void whatIsEmptyFallsToTheNextOrTheDefaultOrIsLeftOut() {
        JsonNode row = row(Map.of("account", " N/A ", "closed", "", "won", "no"));
        assertThat(row.at("/customer/reference").asString()).isEqualTo("unnamed mei");
        assertThat(row.path("expectedClose").asString()).isEqualTo("2017-12-31");
        assertThat(row.has("wonAt")).isFalse();
    }

    @Test
    void everythingThatIsWrongIsSaidWithItsColumnAndRule() {
        List<Fault> faults = new ArrayList<>();
        mapper.map(record(Map.of("status", "Lost in space", "opened", "2/30/2017", "rep", "jun", "id", "D9")), faults);
        assertThat(faults)
                .extracting(fault -> fault.place() + "/" + fault.rule())
                .containsExactlyInAnyOrder("status/in-table", "opened/date", "rep/one-in-lookup", "lines/required");
        assertThat(faults)
                .extracting(Fault::message)
                .contains(
                        "'2/30/2017' is no date of the format M/d/yyyy or ISO",
                        "'Lost in space' is not in the table stage");
    }

    @Test
    void aNumberThatIsNoneIsRefused() throws IOException {
        Files.writeString(folder.resolve("items.csv"), "deal,product,pieces,price\nD1,Cable,many,1\n");
        Mapping mapping = Mapping.read(folder.resolve("mapping.yaml"));
        List<Fault> faults = new ArrayList<>();
        new RowMapper(
                        mapping,
                        mapping.imports().getFirst(),
                        new Lookups(mapping, folder),
                        new Zones(mapping.timeZone(), Zones.Known.NOTHING))
                .map(record(Map.of()), faults);
        assertThat(faults).containsExactly(new Fault("pieces", "number", "'many' is no number"));
    }

    @Test
    void aNumberIsRoundedWhereTheMappingSaysSo() throws IOException {
        Files.writeString(folder.resolve("items.csv"), "deal,product,pieces,price\nD1,Cable,1,\"7832265,523200001\"\n");
        String rounding = MAPPING.replace("amount: price", "amount: {first: [price], round: 2}");
        Mapping mapping = Mapping.read(Files.writeString(folder.resolve("rounding.yaml"), rounding));
        List<Fault> faults = new ArrayList<>();
        JsonNode row = new RowMapper(
                        mapping,
                        mapping.imports().getFirst(),
                        new Lookups(mapping, folder),
                        new Zones(mapping.timeZone(), Zones.Known.NOTHING))
                .map(record(Map.of()), faults);
        assertThat(faults).isEmpty();
        assertThat(row.at("/lines/0/amount").decimalValue()).isEqualByComparingTo("7832265.52");
    }

    @Test
    void onlyRecordsWithTheWantedValuesAreTaken() throws Faulty {
        assertThat(mapper.takes(record(Map.of()))).isTrue();
        assertThat(mapper.takes(record(Map.of("type", "lead")))).isFalse();
    }

    private JsonNode row(Map<String, String> changed) {
        List<Fault> faults = new ArrayList<>();
        JsonNode row = mapper.map(record(changed), faults);
        assertThat(faults).isEmpty();
        return row;
    }

    private static Entry record(Map<String, String> changed) {
        Map<String, String> values = new java.util.HashMap<>(Map.of(
                "type",
                "deal",
                "id",
                "D1",
                "account",
                "Acme",
                "product",
                "GTXPro",
                "status",
                "Offer",
                "rep",
                "mei",
                "opened",
                "1/2/2017",
                "closed",
                "3/9/2017",
                "won",
                "yes"));
        values.putAll(changed);
        return new Entry(2, values, Set.of(), "", "");
    }
}
