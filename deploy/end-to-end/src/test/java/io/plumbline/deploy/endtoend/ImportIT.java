package io.plumbline.deploy.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.deploy.endtoend.Shell.Outcome;
import io.plumbline.platform.embedded.Ports;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code ./plumbline import} brings, from the files of another system to the reports. */
class ImportIT {

    private static final Shell SHELL = new Shell(Map.of());
    private static final String PORT = Integer.toString(Ports.free());
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Where the set lies on a machine that has it; it is not part of this project. */
    private static final Path CRM = Path.of(System.getProperty(
            "plumbline.crm-sales-opportunities",
            Shell.HOME.resolve("../shared/data/crm-sales-opportunities").toString()));

    @TempDir
    static Path data;

    @TempDir
    private Path files;

    private static String token = "";

    @BeforeAll
    static void up() throws Exception {
        Outcome up = SHELL.plumbline("up", "--detach", "--port", PORT, "--data", data.toString());
        assertThat(up.status()).as(up.err()).isZero();
        token = SHELL.plumbline("token", "lena", "--data", data.toString())
                .out()
                .strip();
    }

    @AfterAll
    static void down() throws Exception {
        SHELL.plumbline("down", "--data", data.toString());
    }

    private static final int DEALS = 6000;

    private static final String MESSY = """
            system: messy
            timeZone: Europe/Berlin
            dates: dd.MM.yyyy
            numbers: {decimal: ",", grouping: "."}
            csv: {encoding: GB18030, delimiter: ";"}
            empty: [N/A]
            tables:
              product: {values: {Drehregler: dial}, otherwise: keep}
              stage: {values: {neu: develop, Angebot: quote, gewonnen: quote, verloren: quote}}
            lookups:
              offices: {file: offices.csv, key: rep, csv: {encoding: UTF-8}}
            imports:
              - into: territories
                rows:
                  - {code: MESSY, nameEn: Messy, nameZh: 乱, timeZone: Europe/Berlin, currency: EUR, occurredAt: 2016-01-01}
                  - {code: MESSY-NORTH, nameEn: North, nameZh: 北, parent: MESSY, timeZone: Europe/Berlin, currency: EUR, occurredAt: 2016-01-01}
                  - {code: MESSY-SOUTH, nameEn: South, nameZh: 南, parent: MESSY, timeZone: Europe/Berlin, currency: EUR, occurredAt: 2016-01-01}
              - into: customers
                file: deals.csv
                # the export has no file of accounts
                repeated: skip
                fields:
                  externalReference: {column: account, default: nobody}
                  nameZh: {column: account, default: 无名}
                  segment: {value: any}
                  industry: {value: any}
                  territory: {value: MESSY}
                  channel: {value: direct}
                  owner: {value: house}
                  occurredAt: {value: 2016-01-01}
              - into: opportunities
                file: deals.csv
                fields:
                  externalReference: id
                  customer: {column: account, default: nobody}
                  name: note
                  stage: {column: stage, table: stage}
                  source: {value: DIRECT}
                  currency: {value: EUR}
                  lines:
                    fields:
                      productLine: {value: all}
                      product: {column: product, table: product}
                      quantity: {value: 1}
                      amount: amount
                  expectedClose: {column: closed, default: 2017-12-31}
                  owner: rep
                  territory: {lookup: offices, key: rep, take: territory}
                  openedAt: opened
                  wonAt: {column: closed, when: {stage: gewonnen}}
                  lostAt: {column: closed, when: {stage: verloren}}
            """;

    @Test
    void anImportThatWasKilledIsFinishedByTheNextAndRefusesOnlyWhatIsWrong() throws Exception {
        Path mapping = Files.writeString(files.resolve("messy.yaml"), MESSY);
        Files.writeString(files.resolve("offices.csv"), "\uFEFFrep,territory\nmei,MESSY-NORTH\njun,MESSY-SOUTH\n");
        String deals = "id;account;rep;product;stage;amount;opened;closed;note\n"
                + IntStream.range(0, DEALS).mapToObj(ImportIT::deal).collect(Collectors.joining())
                + "W1;甲;mei;dial;storniert;1,00;01.02.2017;;an unknown stage\n"
                + "W2;甲;mei;dial;neu;1,00;30.02.2017;;no such day\n"
                + "W3;甲;bob;dial;neu;1,00;01.02.2017;;nobody's rep\n"
                + "W4;甲;mei;dial;neu;-1,00;01.02.2017;;less than nothing\n"
                + "W5;甲;mei;dial;gewonnen;1,00;01.02.2017;01.01.2017;won before it was opened\n"
                + "W6;甲;mei\n";
        Files.writeString(files.resolve("deals.csv"), deals, Charset.forName("GB18030"));

        Process killed = importing(mapping);
        await().atMost(Duration.ofMinutes(3)).until(() -> opened("MESSY") > 0);
        assertThat(killed.isAlive()).as("it was killed before it was done").isTrue();
        killed.destroyForcibly().waitFor();

        Outcome again = run(mapping);
        assertThat(again.out()).as(again.err()).containsPattern("deals.csv +opportunities +6006 +\\d+ +\\d+ +0 +6");
        assertThat(again.status()).isEqualTo(1);
        assertThat(Files.readString(files.resolve("deals.csv.opportunities.refused.csv"), Charset.forName("GB18030")))
                .contains(
                        "stage: 'storniert' is not in the table stage (in-table)",
                        "opened: '30.02.2017' is no date of the format dd.MM.yyyy or ISO (date)",
                        "rep: 'bob' is not in the lookup offices (in-lookup)",
                        "lines[0].amount: must be greater than or equal to 0 (positive-or-zero)",
                        "wonAt: the opportunity was changed at 2017-01-31T23:00:00Z, after that (fits-history)",
                        "has 3 columns where the header has 9 (record)");
        Outcome third = run(mapping);
        assertThat(third.out()).containsPattern("deals.csv +opportunities +6006 +0 +6000 +0 +6");

        await().atMost(Duration.ofMinutes(3)).until(() -> opened("MESSY") == DEALS);
        JsonNode wins = wins("MESSY", "2017-01-01", "2017-12-31");
        assertThat(wins.path("won").asInt()).isEqualTo(DEALS / 3);
        assertThat(wins.path("lost").asInt()).isEqualTo(DEALS / 3);
        // a third of them at 1 234.50
        assertThat(wins.path("wonAmount").decimalValue()).isEqualByComparingTo("2469000");
        assertThat(wins("MESSY-SOUTH", "2017-01-01", "2017-12-31").path("won").asInt())
                .isEqualTo(DEALS / 6);
        assertThat(
                        sql(
                                "select count(*), sum(amount) from bi.sales where territory = 'MESSY-NORTH' and product = 'dial'"))
                .contains("1000  | 1234500.00");
    }

    /** A third each is open, won and lost; product and account come in every way. */
    private static String deal(int i) {
        String stage = i % 3 == 0 ? "neu" : i % 3 == 1 ? "gewonnen" : "verloren";
        return "D%d;%s;%s;%s;%s;1.234,50;01.02.2017;%s;\"deal %d,\nwith a second line\"\n"
                .formatted(
                        i,
                        i % 5 == 0 ? "N/A" : i % 5 == 1 ? "" : "客户" + i % 50,
                        i % 2 == 0 ? "mei" : "jun",
                        i % 4 == 0 ? "Drehregler" : "dial",
                        stage,
                        i % 3 == 0 ? "" : "15.03.2017",
                        i);
    }

    @Test
    void aPublicSetComesOutAsItsFilesSay() throws Exception {
        assumeThat(CRM).as("the CRM Sales Opportunities set").isDirectory();
        try (Stream<Path> originals = Files.list(CRM)) {
            for (Path original : originals.toList()) {
                Files.copy(original, files.resolve(original.getFileName().toString()));
            }
        }
        Path mapping = Shell.HOME.resolve("deploy/mappings/crm-sales-opportunities.yaml");
        Outcome first = run(mapping);
        assertThat(first.status()).as(first.out() + first.err()).isZero();
        assertThat(first.out()).containsPattern("sales_pipeline.csv +opportunities +8800 +8800 +0 +0 +0");
        assertThat(run(mapping).out()).containsPattern("sales_pipeline.csv +opportunities +8800 +0 +8800 +0 +0");

        await().atMost(Duration.ofMinutes(3)).until(() -> opened("US-SALES") == 8800);
        JsonNode all = wins("US-SALES", "2017-01-01", "2017-12-31");
        assertThat(all.path("won").asInt()).isEqualTo(4238);
        assertThat(all.path("lost").asInt()).isEqualTo(2473);
        assertThat(all.path("open").asInt()).isEqualTo(2089);
        assertThat(all.path("wonAmount").decimalValue()).isEqualByComparingTo("10005534");
        assertThat(all.path("winRate").decimalValue().setScale(4, RoundingMode.HALF_UP))
                .isEqualByComparingTo("0.6315");
        assertThat(all.path("meanCycleDays").decimalValue()).isEqualByComparingTo("51.782");
        assertThat(all.path("medianCycleDays").decimalValue()).isEqualByComparingTo("57");

        assertOffice("US-CENTRAL", 1629, 975, "3346293");
        assertOffice("US-WEST", 1438, 811, "3568647");
        assertOffice("US-EAST", 1171, 687, "3090594");

        assertQuarter("2017-01-01", "2017-03-31", "1134672");
        assertQuarter("2017-04-01", "2017-06-30", "3086111");
        assertQuarter("2017-07-01", "2017-09-30", "2982255");
        assertQuarter("2017-10-01", "2017-12-31", "2802496");

        // the end of 30 June 2017 in Arizona: engaged by then and not closed by then
        JsonNode midyear = get("/api/reports/funnel?territory=US-SALES&asOf=2017-07-01T06:59:59Z")
                .at("/rows/0");
        assertThat(midyear.path("opportunities").asInt()).isEqualTo(1686);
        assertThat(midyear.path("amount").decimalValue()).isEqualByComparingTo("4206052");

        assertThat(sql("select sum(opportunities) from bi.funnel_stock where territory = 'US-SALES'"))
                .contains("2089");
    }

    private static void assertOffice(String territory, int won, int lost, String amount) throws Exception {
        JsonNode wins = wins(territory, "2017-01-01", "2017-12-31");
        assertThat(wins.path("won").asInt()).isEqualTo(won);
        assertThat(wins.path("lost").asInt()).isEqualTo(lost);
        assertThat(wins.path("wonAmount").decimalValue()).isEqualByComparingTo(amount);
        assertThat(sql("select count(*), sum(amount) from bi.sales where territory = '" + territory + "'"))
                .contains(won + "  | " + new BigDecimal(amount).setScale(2));
    }

    private static void assertQuarter(String from, String to, String amount) throws Exception {
        assertThat(wins("US-SALES", from, to).path("wonAmount").decimalValue()).isEqualByComparingTo(amount);
        assertThat(sql("select sum(amount) from bi.sales where territory like 'US-%%' and day between '%s' and '%s'"
                        .formatted(from, to)))
                .contains(amount + ".00");
    }

    private Process importing(Path mapping) throws IOException {
        return new ProcessBuilder(
                        Shell.HOME.resolve("plumbline").toString(),
                        "import",
                        "--mapping",
                        mapping.toString(),
                        "--data",
                        data.toString(),
                        files.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Outcome run(Path mapping) throws Exception {
        return SHELL.plumbline("import", "--mapping", mapping.toString(), "--data", data.toString(), files.toString());
    }

    /** How many opportunities of a territory the reports know, whatever became of them; none before they know the territory. */
    private static int opened(String territory) throws Exception {
        HttpResponse<String> answer = answer(winsOf(territory, "2000-01-01", "2099-12-31"));
        if (answer.statusCode() == 422) {
            return 0;
        }
        JsonNode wins = JSON.readTree(answer.body()).at("/rows/0");
        return wins.path("won").asInt(0)
                + wins.path("lost").asInt(0)
                + wins.path("open").asInt(0);
    }

    private static JsonNode wins(String territory, String from, String to) throws Exception {
        return get(winsOf(territory, from, to)).at("/rows/0");
    }

    private static String winsOf(String territory, String from, String to) {
        return "/api/reports/funnel/wins?territory=%s&from=%s&to=%s".formatted(territory, from, to);
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> response = answer(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static HttpResponse<String> answer(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
                            .timeout(Duration.ofSeconds(30))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String sql(String query) throws Exception {
        return SHELL.plumbline("sql", query, "--data", data.toString()).out();
    }
}
