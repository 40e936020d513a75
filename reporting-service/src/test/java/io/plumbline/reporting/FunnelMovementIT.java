package io.plumbline.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/**
 * Seven opportunities of one territory. Stages: develop 1, confirm 2, propose 3.
 *
 * <pre>
 * a  1 July develop, 11 July confirm, 21 July propose, 31 July won      100
 * b  1 July develop, 6 July propose (skips confirm), 16 July lost       200
 * c  1 July develop, 3 July confirm, 5 July develop, 9 July confirm     300, open
 * d  1 July develop                                                     400, open
 * e  2 July propose (opened there), 12 July won                          50
 * f  1 June develop, 1 August confirm                                   600, open
 * g  1 July develop, 2 July lost                                        700 USD
 * </pre>
 */
class FunnelMovementIT extends ReportingTest {

    private static final String JULY = "territory=MOVE&from=2024-07-01&to=2024-07-31&asOf=2024-08-10T00:00:00Z";

    @BeforeEach
    void history() {
        if (isTold("territory-MOVE")) {
            return;
        }
        story().territory("MOVE", null, "UTC")
                .opportunity("a", "c", "MOVE", "100", "CNY", "2024-07-01T00:00:00Z")
                .stage("a", "confirm", 2, "0.2", "2024-07-11T00:00:00Z")
                .stage("a", "propose", 3, "0.4", "2024-07-21T00:00:00Z")
                .won("a", "2024-07-31T00:00:00Z")
                .opportunity("b", "c", "MOVE", "200", "CNY", "2024-07-01T00:00:00Z")
                .stage("b", "propose", 3, "0.4", "2024-07-06T00:00:00Z")
                .lost("b", "PRICE", "2024-07-16T00:00:00Z")
                .opportunity("c", "c", "MOVE", "300", "CNY", "2024-07-01T00:00:00Z")
                .stage("c", "confirm", 2, "0.2", "2024-07-03T00:00:00Z")
                .stage("c", "develop", 1, "0.05", "2024-07-05T00:00:00Z")
                .stage("c", "confirm", 2, "0.2", "2024-07-09T00:00:00Z")
                .opportunity("d", "c", "MOVE", "400", "CNY", "2024-07-01T00:00:00Z")
                .opportunity("e", "c", "MOVE", "50", "CNY", "2024-07-02T00:00:00Z")
                .stage("e", "propose", 3, "0.4", "2024-07-02T00:00:00Z")
                .won("e", "2024-07-12T00:00:00Z")
                .opportunity("f", "c", "MOVE", "600", "CNY", "2024-06-01T00:00:00Z")
                .stage("f", "confirm", 2, "0.2", "2024-08-01T00:00:00Z")
                .opportunity("g", "c", "MOVE", "700", "USD", "2024-07-01T00:00:00Z")
                .lost("g", "NO_BUDGET", "2024-07-02T00:00:00Z")
                .end();
    }

    @Test
    void aCohortCountsASkippedStageAsPassedAndAReturnOnce() {
        JsonNode rows = report("/api/reports/funnel/cohort?" + JULY).at("/rows");

        // a, b, c, d, e and g first entered develop in July; f in June
        JsonNode toConfirm = row(rows, "fromStage", "develop", "toStage", "confirm");
        assertThat(toConfirm.get("cohort").asInt()).isEqualTo(6);
        assertThat(toConfirm.get("reached").asInt()).isEqualTo(4);
        assertThat(toConfirm.get("conversion").decimalValue()).isEqualByComparingTo("0.666667");
        assertThat(toConfirm.get("stillOpen").asInt()).isEqualTo(1);
        assertThat(toConfirm.get("stillOpenShare").decimalValue()).isEqualByComparingTo("0.166667");
        JsonNode toWon = row(rows, "fromStage", "develop", "toStage", "won");
        assertThat(toWon.get("reached").asInt()).isEqualTo(2);
        assertThat(toWon.get("stillOpen").asInt()).isEqualTo(2);
        JsonNode confirmToPropose = row(rows, "fromStage", "confirm", "toStage", "propose");
        assertThat(confirmToPropose.get("cohort").asInt()).isEqualTo(2);
        assertThat(confirmToPropose.get("reached").asInt()).isEqualTo(1);
        assertThat(row(rows, "fromStage", "propose", "toStage", "won")
                        .get("conversion")
                        .decimalValue())
                .isEqualByComparingTo("0.666667");
    }

    @Test
    void aPeriodsConversionCountsItsExits() {
        JsonNode rows = report("/api/reports/funnel/conversion?" + JULY).at("/rows");

        // out of develop in July: a, b, c twice and e forwards, g lost
        JsonNode develop = row(rows, "stage", "develop");
        assertThat(develop.get("exits").asInt()).isEqualTo(6);
        assertThat(develop.get("advances").asInt()).isEqualTo(5);
        assertThat(develop.get("conversion").decimalValue()).isEqualByComparingTo("0.833333");
        // a forwards, c back
        JsonNode confirm = row(rows, "stage", "confirm");
        assertThat(confirm.get("conversion").decimalValue()).isEqualByComparingTo("0.5");
        JsonNode propose = row(rows, "stage", "propose");
        assertThat(propose.get("advances").asInt()).isEqualTo(2);
        assertThat(propose.get("exits").asInt()).isEqualTo(3);
    }

    @Test
    void aStayIsTheSumOfAllVisitsUpToTheInstant() {
        JsonNode rows = report("/api/reports/funnel/stay?" + JULY).at("/rows");

        // develop: a 10, b 5, c 2 + 4, d 40 so far, e 0, g 1
        JsonNode develop = row(rows, "stage", "develop");
        assertThat(develop.get("opportunities").asInt()).isEqualTo(6);
        assertThat(develop.get("meanDays").decimalValue()).isEqualByComparingTo("10.3333");
        assertThat(develop.get("medianDays").decimalValue()).isEqualByComparingTo("5.5");
        // confirm: a 10, c 2 + 32
        JsonNode confirm = row(rows, "stage", "confirm");
        assertThat(confirm.get("meanDays").decimalValue()).isEqualByComparingTo("22");
        assertThat(confirm.get("medianDays").decimalValue()).isEqualByComparingTo("22");
    }

    @Test
    void winsAreCountedByCurrency() {
        JsonNode rows = report("/api/reports/funnel/wins?" + JULY).at("/rows");

        JsonNode cny = row(rows, "currency", "CNY");
        assertThat(cny.get("won").asInt()).isEqualTo(2);
        assertThat(cny.get("lost").asInt()).isEqualTo(1);
        assertThat(cny.get("winRate").decimalValue()).isEqualByComparingTo("0.666667");
        assertThat(cny.get("winRateByAmount").decimalValue()).isEqualByComparingTo("0.428571");
        assertThat(cny.get("averageDealSize").decimalValue()).isEqualByComparingTo("75.00");
        assertThat(cny.get("meanCycleDays").decimalValue()).isEqualByComparingTo("20");
        assertThat(cny.get("medianCycleDays").decimalValue()).isEqualByComparingTo("20");
        assertThat(cny.get("open").asInt()).isEqualTo(3);
        // 3 x 75 x 2/3 / 20
        assertThat(cny.get("velocity").decimalValue()).isEqualByComparingTo("7.50");
        JsonNode usd = row(rows, "currency", "USD");
        assertThat(usd.get("winRate").decimalValue()).isEqualByComparingTo("0");
        assertThat(usd.get("averageDealSize").isNull()).isTrue();
        assertThat(usd.get("velocity").isNull()).isTrue();
    }

    @Test
    void aRatioOfNothingIsNull() {
        JsonNode rows = report(
                        "/api/reports/funnel/wins?territory=MOVE&from=2023-01-01&to=2023-12-31&asOf=2024-08-10T00:00:00Z")
                .at("/rows");
        assertThat(row(rows, "currency", "CNY").get("winRate").isNull()).isTrue();
    }

    @Test
    void whatStandsStillForLongerThanTwiceTheMedianIsStalled() {
        JsonNode rows = report("/api/reports/funnel/stalled?territory=MOVE&asOf=2024-08-10T00:00:00Z")
                .at("/rows");

        assertThat(rows).extracting(row -> row.get("id").asString()).containsExactly("d", "c");
        assertThat(rows.get(0).get("idleDays").decimalValue()).isEqualByComparingTo("40");
        assertThat(rows.get(0).get("limitDays").decimalValue()).isEqualByComparingTo("14");
    }

    @Test
    void aPeriodNeedsBothEndsInOrder() {
        assertThat(get(token("bi"), "/api/reports/funnel/wins?from=2024-07-01")).satisfies(answer -> {
            assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(answer.getBody()).contains("\"to\"");
        });
        assertThat(get(token("bi"), "/api/reports/funnel/wins?from=2024-07-02&to=2024-07-01")
                        .getBody())
                .contains("the period ends before it begins");
    }

    static JsonNode row(JsonNode rows, String... cells) {
        for (JsonNode row : rows) {
            boolean matches = true;
            for (int i = 0; i < cells.length; i += 2) {
                matches &= row.get(cells[i]).asString().equals(cells[i + 1]);
            }
            if (matches) {
                return row;
            }
        }
        throw new AssertionError("no such row in " + rows);
    }
}
