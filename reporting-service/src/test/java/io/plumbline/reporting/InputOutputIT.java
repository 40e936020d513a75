package io.plumbline.reporting;

import static io.plumbline.reporting.FunnelMovementIT.row;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** In July 900 were won with three activities, two of them with online customers and one of jun.rep's with nobody. */
class InputOutputIT extends ReportingTest {

    private static final String JULY = "/api/reports/input-output?territory=INPUT&month=2024-07&asOf=2024-09-01T00:00:00Z";

    @BeforeEach
    void history() {
        if (!report(JULY).at("/rows").isEmpty()) {
            return;
        }
        story().territory("INPUT", null, "UTC")
                .customer("input-c", "large", "retail", "INPUT")
                .opportunity("input-1", "input-c", "INPUT", "600", "CNY", "2024-06-01T00:00:00Z")
                .opportunity("input-2", "input-c", "INPUT", "300", "CNY", "2024-06-01T00:00:00Z")
                .opportunity("input-3", "input-c", "INPUT", "70", "CNY", "2024-06-01T00:00:00Z")
                .won("input-1", "2024-07-10T00:00:00Z")
                .won("input-2", "2024-07-31T23:59:59Z")
                .won("input-3", "2024-08-01T00:00:00Z")
                .end();
        completed("input-a1", "input-c", "mei.rep", "2024-07-02T00:00:00Z");
        completed("input-a2", "input-c", "mei.rep", "2024-07-03T00:00:00Z");
        completed("input-a3", null, "jun.rep", "2024-07-03T00:00:00Z");
        completed("input-a4", "input-c", "mei.rep", "2024-08-03T00:00:00Z");
    }

    private void completed(String id, @org.jspecify.annotations.Nullable String customer, String representative, String at) {
        story().tell(
                        "activity.ActivityCompleted",
                        id,
                        at,
                        "customerId",
                        customer,
                        "kind",
                        "VISIT",
                        "representative",
                        representative,
                        "territory",
                        "INPUT")
                .end();
    }

    @ParameterizedTest
    @CsvSource({
        "ALL, ALL, 2, 900, 3, 300.00",
        "CHANNEL, online, 2, 900, 2, 450.00",
        "REPRESENTATIVE, mei.rep, 2, 900, 2, 450.00",
        "REPRESENTATIVE, jun.rep, 0, 0, 1, 0",
        "TERRITORY, INPUT, 2, 900, 3, 300.00"
    })
    void whatWasWonIsHeldAgainstWhatWasDone(
            String dimension, String key, int won, String amount, int activities, String perActivity) {
        JsonNode row = row(report(JULY + "&dimension=" + dimension).at("/rows"), "key", key);
        assertThat(row.get("won").asInt()).isEqualTo(won);
        assertThat(row.get("wonAmount").decimalValue()).isEqualByComparingTo(amount);
        assertThat(row.get("activities").asInt()).isEqualTo(activities);
        assertThat(row.get("wonPerActivity").decimalValue()).isEqualByComparingTo(perActivity);
    }

    @Test
    void nothingIsDividedByNoActivityAndNoAmountGuessed() {
        JsonNode none = report(JULY + "&productLine=controllers&dimension=ALL").at("/rows/0");
        assertThat(none.get("won").asInt()).isEqualTo(2);
        assertThat(none.get("activities").asInt()).isZero();
        assertThat(none.get("wonPerActivity").isNull()).isTrue();
        JsonNode refused = report(JULY + "&currency=XAU").at("/rows/0");
        assertThat(refused.get("wonAmount").isNull()).isTrue();
        assertThat(refused.get("refusal").asString()).isEqualTo("rate-missing: CNY to XAU on 2024-07-10");
        assertThat(get(token("bi"), JULY + "&dimension=MOON").getStatusCode().value())
                .isEqualTo(400);
    }
}
