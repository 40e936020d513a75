package io.plumbline.reporting;

import static io.plumbline.reporting.FunnelMovementIT.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every way into and out of a quarter's pipeline, once each. */
class PipelineIT extends ReportingTest {

    private static final String BRIDGE =
            "/api/reports/pipeline-bridge?since=2024-07-01T00:00:00Z&asOf=2024-08-31T00:00:00Z&territory=PIPE";
    private static final String QUARTER = BRIDGE + "&closeFrom=2024-07-01&closeTo=2024-09-30";

    @BeforeEach
    void history() {
        if (isTold("territory-PIPE")) {
            return;
        }
        // the story's opportunities are expected to close on 20 September
        story().territory("PIPE", null, "UTC")
                .opportunity("stays", "c", "PIPE", "100.01", "CNY", "2024-06-01T00:00:00Z")
                .opportunity("grows", "c", "PIPE", "200.00", "CNY", "2024-06-01T00:00:00Z")
                .opportunity("wins", "c", "PIPE", "400.00", "CNY", "2024-06-01T00:00:00Z")
                .opportunity("loses", "c", "PIPE", "800.00", "CNY", "2024-06-01T00:00:00Z")
                .opportunity("pushed", "c", "PIPE", "1600.00", "CNY", "2024-06-01T00:00:00Z")
                .opportunity("pulled", "c", "PIPE", "3200.00", "CNY", "2024-06-01T00:00:00Z")
                .opportunity("reopened", "c", "PIPE", "6400.00", "CNY", "2024-06-01T00:00:00Z")
                .tell(
                        "opportunity.ExpectedCloseChanged",
                        "pulled",
                        "2024-06-02T00:00:00Z",
                        "expectedClose",
                        "2024-12-01")
                .lost("reopened", "PRICE", "2024-06-10T00:00:00Z")
                .tell(
                        "opportunity.LinesChanged",
                        "grows",
                        "2024-07-10T00:00:00Z",
                        "amount",
                        new BigDecimal("212.34"),
                        "lines",
                        List.of(Story.line("controllers", "1", "212.34")))
                .tell(
                        "opportunity.LinesChanged",
                        "wins",
                        "2024-07-10T00:00:00Z",
                        "amount",
                        new BigDecimal("390.00"),
                        "lines",
                        List.of(Story.line("controllers", "1", "390.00")))
                .won("wins", "2024-07-20T00:00:00Z")
                .lost("loses", "PRICE", "2024-07-20T00:00:00Z")
                .tell(
                        "opportunity.ExpectedCloseChanged",
                        "pushed",
                        "2024-07-20T00:00:00Z",
                        "expectedClose",
                        "2024-10-01")
                .tell(
                        "opportunity.ExpectedCloseChanged",
                        "pulled",
                        "2024-07-20T00:00:00Z",
                        "expectedClose",
                        "2024-09-30")
                .tell(
                        "opportunity.Reopened",
                        "reopened",
                        "2024-07-20T00:00:00Z",
                        "stage",
                        "quote",
                        "stageRank",
                        4,
                        "probability",
                        new BigDecimal("0.6"))
                .opportunity("new", "c", "PIPE", "12800.00", "CNY", "2024-07-05T00:00:00Z")
                .opportunity("quick", "c", "PIPE", "25600.00", "CNY", "2024-07-05T00:00:00Z")
                .won("quick", "2024-07-06T00:00:00Z")
                .goal("pipe-goal", "2024-07-01T00:00:00Z", "10000", "2024-07-01", "2024-09-30", Story.scope("PIPE"))
                .order("pipe-order", "c", "PIPE", "4000", "CNY", "2024-07-20T00:00:00Z")
                .recordedAt("2024-09-15T00:00:00Z")
                .order("pipe-late", "c", "PIPE", "1000", "CNY", "2024-08-20T00:00:00Z")
                .end();
    }

    @Test
    void theBridgeOfAQuarterReconcilesToTheCent() {
        JsonNode bridge = row(report(QUARTER).at("/rows"), "currency", "CNY");

        assertAmount(bridge, "openAtStart", "3100.01");
        assertAmount(bridge, "opened", "38400.00");
        assertAmount(bridge, "pulledIn", "3200.00");
        assertAmount(bridge, "reopened", "6400.00");
        assertAmount(bridge, "transferredIn", "0");
        assertAmount(bridge, "amountChanges", "2.34");
        assertAmount(bridge, "won", "25990.00");
        assertAmount(bridge, "lost", "800.00");
        assertAmount(bridge, "pushedOut", "1600.00");
        assertAmount(bridge, "openAtEnd", "22712.35");
        assertReconciled(bridge);
    }

    @Test
    void withoutAWindowNothingIsPulledOrPushed() {
        JsonNode bridge = row(report(BRIDGE).at("/rows"), "currency", "CNY");

        assertAmount(bridge, "pulledIn", "0");
        assertAmount(bridge, "pushedOut", "0");
        assertReconciled(bridge);
    }

    @Test
    void aWinThatWasUndoneIsOneUntilThen() {
        story().territory("UNDONE", null, "UTC")
                .opportunity("undone-1", "c", "UNDONE", "100", "CNY", "2024-07-01T00:00:00Z")
                .opportunity("undone-2", "c", "UNDONE", "40", "CNY", "2024-07-01T00:00:00Z")
                .lost("undone-2", "PRICE", "2024-07-11T00:00:00Z")
                .won("undone-1", "2024-07-10T00:00:00Z")
                .order("order-of-undone-1", "c", "UNDONE", "100", "CNY", "2024-07-10T00:00:00Z")
                .tell(
                        "opportunity.WinUndone",
                        "undone-1",
                        "2024-08-05T00:00:00Z",
                        "orderId",
                        "order-of-undone-1",
                        "stage",
                        "develop",
                        "stageRank",
                        1,
                        "probability",
                        new BigDecimal("0.05"),
                        "reason",
                        "the wrong customer")
                .tell(
                        "order.LinesCancelled",
                        "order-of-undone-1",
                        "2024-08-05T00:00:00Z",
                        "lines",
                        List.of(Story.map("lineId", "line", "quantity", 1, "amount", 100)))
                .end();
        String wins = "/api/reports/funnel/wins?territory=UNDONE&from=2024-07-01&to=2024-08-31&asOf=";
        assertAmount(report(wins + "2024-08-01T00:00:00Z").at("/rows/0"), "winRate", "0.5");
        assertAmount(report(wins + "2024-08-10T00:00:00Z").at("/rows/0"), "winRate", "0");

        String funnel = "/api/reports/funnel?territory=UNDONE&asOf=";
        assertThat(report(funnel + "2024-08-01T00:00:00Z").at("/rows")).isEmpty();
        assertAmount(report(funnel + "2024-08-10T00:00:00Z").at("/rows/0"), "amount", "100");

        String bridge = "/api/reports/pipeline-bridge?territory=UNDONE&since=";
        JsonNode july = report(bridge + "2024-07-05T00:00:00Z&asOf=2024-08-01T00:00:00Z")
                .at("/rows/0");
        assertAmount(july, "won", "100");
        assertReconciled(july);
        JsonNode august = report(bridge + "2024-08-01T00:00:00Z&asOf=2024-08-31T00:00:00Z")
                .at("/rows/0");
        assertAmount(august, "reopened", "100");
        assertAmount(august, "openAtEnd", "100");
        assertReconciled(august);

        String sales = "/api/reports/sales?territory=UNDONE&asOf=2024-09-30T00:00:00Z&month=";
        assertAmount(report(sales + "2024-07").at("/rows/0"), "salesAmount", "100");
        assertAmount(report(sales + "2024-08").at("/rows/0"), "salesAmount", "-100");
        assertThat(report(sales + "2024-08").at("/rows/0/orders").asInt()).isEqualTo(-1);

        JsonNode explained = report("/api/reports/explain?figure=pipeline-bridge&territory=UNDONE"
                + "&since=2024-08-01T00:00:00Z&asOf=2024-08-31T00:00:00Z");
        assertThat(explained.at("/events/rows").findValuesAsString("type")).containsExactly("opportunity.WinUndone.v1");
    }

    @Test
    void aForecastRunsOnOrLandsWithWhatIsOpen() {
        JsonNode forecast = report(
                        "/api/reports/forecast?goal=pipe-goal&asOf=2024-08-15T00:00:00Z&knownAt=2024-08-15T00:00:00Z")
                .at("/rows/0");

        // 46 of 92 days
        assertAmount(forecast, "expected", "5000.00");
        assertAmount(forecast, "runRate", "8000.00");
        assertAmount(forecast, "openAmount", "22712.35");
        // 5 % of it, but 60 % of what was reopened at a quote
        assertAmount(forecast, "weightedOpenAmount", "4655.62");
        assertAmount(forecast, "landing", "8655.62");
        assertAmount(forecast, "gap", "6000");
        assertAmount(forecast, "coverage", "3.785392");
        assertThat(forecast.get("met").asBoolean()).isFalse();
    }

    @Test
    void aForecastIsJudgedAsItStood() {
        JsonNode accuracy = report(
                        "/api/reports/forecast/accuracy?goal=pipe-goal&forecastAt=2024-08-15T00:00:00Z&asOf=2024-10-15T00:00:00Z")
                .at("/rows/0");

        assertAmount(accuracy, "actual", "5000");
        assertAmount(accuracy, "runRate", "8000.00");
        assertAmount(accuracy, "runRateAccuracy", "0.4");
        assertAmount(accuracy, "landingAccuracy", "0.268876");
    }

    private static void assertReconciled(JsonNode bridge) {
        BigDecimal end = BigDecimal.ZERO;
        for (String in : List.of("openAtStart", "opened", "pulledIn", "reopened", "transferredIn", "amountChanges")) {
            end = end.add(bridge.get(in).decimalValue());
        }
        for (String out : List.of("won", "lost", "pushedOut", "transferredOut")) {
            end = end.subtract(bridge.get(out).decimalValue());
        }
        assertThat(end).isEqualByComparingTo(bridge.get("openAtEnd").decimalValue());
    }

    private static void assertAmount(JsonNode row, String name, String amount) {
        assertThat(row.get(name).decimalValue()).as(name).isEqualByComparingTo(amount);
    }
}
