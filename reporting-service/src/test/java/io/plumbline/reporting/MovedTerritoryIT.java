package io.plumbline.reporting;

import static io.plumbline.reporting.Story.scope;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** M has two parts, of which M2 goes over to N on 1 June. */
class MovedTerritoryIT extends ReportingTest {

    private static final String LATER = "2025-07-15T00:00:00Z";

    @BeforeEach
    void tell() {
        if (!isTold("territory-RV-M")) {
            story().territory("RV", null, "Asia/Shanghai")
                    .territory("RV-M", "RV", "Asia/Shanghai")
                    .territory("RV-N", "RV", "Asia/Shanghai")
                    .territory("RV-M1", "RV-M", "Asia/Shanghai")
                    .territory("RV-M2", "RV-M", "Asia/Shanghai")
                    .customer("rv-c1", "large", "retail", "RV-M1")
                    .customer("rv-c2", "large", "retail", "RV-M2")
                    .order("rv-1", "rv-c1", "RV-M1", "60000", "CNY", "2025-02-10T02:00:00Z")
                    .order("rv-2", "rv-c2", "RV-M2", "40000", "CNY", "2025-02-20T02:00:00Z")
                    // 23:59:59 of 31 May and 00:00 of 1 June in Shanghai
                    .order("rv-3", "rv-c2", "RV-M2", "500", "CNY", "2025-05-31T15:59:59Z")
                    .order("rv-4", "rv-c2", "RV-M2", "70", "CNY", "2025-05-31T16:00:00Z")
                    .goal("rv-q1", "2024-12-20T00:00:00Z", "100000", "2025-01-01", "2025-03-31", scope("RV-M"))
                    .opportunity("rv-o1", "rv-c2", "RV-M2", "900", "CNY", "2025-05-01T00:00:00Z")
                    .opportunity("rv-o2", "rv-c2", "RV-M2", "300", "CNY", "2025-03-01T00:00:00Z")
                    .won("rv-o2", "2025-05-20T00:00:00Z")
                    .tell(
                            "activity.ActivityCompleted",
                            "rv-a",
                            "2025-05-20T00:00:00Z",
                            "customerId",
                            "rv-c2",
                            "kind",
                            "VISIT",
                            "representative",
                            "mei.rep",
                            "territory",
                            "RV-M2")
                    .tell(
                            "territory.TerritoryMoved",
                            "territory-RV-M2",
                            "2025-05-25T00:00:00Z",
                            "newParent",
                            "RV-N",
                            "from",
                            "2025-06-01")
                    .end();
        }
    }

    @ParameterizedTest
    @CsvSource({"ORIGINAL, 100000, 1.0, GREEN", "CURRENT, 60000, 0.6, RED"})
    void aMoveChangesNoFigureOfTheQuarterBeforeIt(String credit, String actual, String attainment, String light) {
        JsonNode goal = report("/api/reports/completion?goal=rv-q1&asOf={asOf}&credit={credit}", LATER, credit)
                .at("/rows/0");

        assertThat(goal.get("actual").decimalValue()).isEqualByComparingTo(actual);
        assertThat(goal.get("attainment").decimalValue()).isEqualByComparingTo(attainment);
        assertThat(goal.get("light").asString()).isEqualTo(light);
    }

    @Test
    void theDefaultIsTheTreeOfTheDay() {
        assertThat(report("/api/reports/completion?goal=rv-q1&asOf={asOf}", LATER)
                        .at("/rows/0/attainment")
                        .decimalValue())
                .isEqualByComparingTo("1");
        assertThat(report("/api/reports/variance?goal=rv-q1&asOf={asOf}", LATER)
                        .at("/rows/0/actual")
                        .decimalValue())
                .isEqualByComparingTo("100000");
    }

    @ParameterizedTest
    @CsvSource({
        "RV-M, ORIGINAL, 2025-01-01, 2025-03-31, 100000, 2",
        "RV-M, CURRENT,  2025-01-01, 2025-03-31, 60000,  1",
        "RV-N, CURRENT,  2025-01-01, 2025-03-31, 40000,  1",
        "RV-M, ORIGINAL, 2025-01-01, 2025-06-30, 100500, 3",
        "RV-N, ORIGINAL, 2025-01-01, 2025-06-30, 70,     1",
        "RV,   ORIGINAL, 2025-01-01, 2025-06-30, 100570, 4"
    })
    void salesBelongToTheTreeThatIsAskedFor(
            String territory, String credit, String from, String to, String amount, int orders) {
        JsonNode sales = report(
                        "/api/reports/sales?territory={t}&from={from}&to={to}&asOf={asOf}&credit={credit}",
                        territory,
                        from,
                        to,
                        LATER,
                        credit)
                .at("/rows/0");

        assertThat(sales.get("salesAmount").decimalValue()).isEqualByComparingTo(amount);
        assertThat(sales.get("orders").asInt()).isEqualTo(orders);
    }

    @Test
    void whatIsOpenIsAStockOfTheTreeAtAsOf() {
        String funnel = "/api/reports/funnel?territory={t}&asOf={asOf}";
        assertThat(report(funnel, "RV-M", "2025-05-31T15:59:59Z")
                        .at("/rows/0/amount")
                        .decimalValue())
                .isEqualByComparingTo("900");
        assertThat(report(funnel, "RV-M", LATER).at("/rows")).isEmpty();
        assertThat(report(funnel, "RV-N", LATER).at("/rows/0/amount").decimalValue())
                .isEqualByComparingTo("900");
    }

    @Test
    void whatWasWonAndDoneStaysWhereItWas() {
        String period = "&from=2025-05-01&to=2025-05-31&asOf={asOf}";
        assertThat(report("/api/reports/funnel/wins?territory=RV-M" + period, LATER)
                        .at("/rows/0/won")
                        .asInt())
                .isOne();
        assertThat(report("/api/reports/funnel/wins?territory=RV-N" + period, LATER)
                        .at("/rows/0/won")
                        .asInt())
                .isZero();
        assertThat(report("/api/reports/activities?dimension=KIND&territory=RV-M" + period, LATER)
                        .at("/rows/0/completed")
                        .asInt())
                .isOne();
        assertThat(report("/api/reports/activities?dimension=KIND&territory=RV-N" + period, LATER)
                        .at("/rows"))
                .isEmpty();
        assertThat(report("/api/reports/input-output?dimension=ALL&territory=RV-M" + period, LATER)
                        .at("/rows/0/won")
                        .asInt())
                .isOne();
    }

    @Test
    void aFigureIsExplainedAndComparedByTheTreeThatIsAskedFor() {
        String explain = "/api/reports/explain?asOf={asOf}&credit=CURRENT&figure=";
        String period = "&territory=RV-M&from=2025-01-01&to=2025-03-31";
        assertThat(Causes.sum(report(explain + "sales" + period, LATER), "amount"))
                .isEqualByComparingTo("60000");
        assertThat(Causes.sum(report(explain + "completion&goal=rv-q1", LATER), "amount"))
                .isEqualByComparingTo("60000");
        assertThat(Causes.sum(
                        report(explain.replace("CURRENT", "ORIGINAL") + "completion&goal=rv-q1", LATER), "amount"))
                .isEqualByComparingTo("100000");
        assertThat(report(
                                "/api/reports/compare?figure=completion&goal=rv-q1&credit=CURRENT&before=2025-05-01T00:00:00Z&asOf={asOf}",
                                LATER)
                        .at("/changes/0/difference/actual")
                        .decimalValue())
                .isEqualByComparingTo("-40000");
        assertThat(get(token("sales-ops"), "/api/reports/explain?figure=funnel&credit=CURRENT")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }

    @Test
    void anotherNameOfACreditIsRefused() {
        assertThat(get(token("sales-ops"), "/api/reports/sales?month=2025-01&credit=THEN")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }
}
