package io.plumbline.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

class FunnelIT extends ReportingTest {

    @Test
    void theStockStandsByStageAtAnyInstantAndAsKnownAtAnyInstant() {
        story().territory("F", null, "Asia/Shanghai")
                .territory("F-1", "F", "Asia/Shanghai")
                .customer("f-maker", "large", "manufacturing", "F")
                .customer("f-shop", "small", "retail", "F-1")
                .opportunity("f1", "f-maker", "F", "1250000.00", "CNY", "2024-07-05T00:00:00Z")
                .opportunity("f2", "f-shop", "F-1", "99.99", "CNY", "2024-07-06T00:00:00Z")
                .opportunity("f3", "f-shop", "F-1", "500", "USD", "2024-07-06T00:00:00Z")
                .stage("f1", "propose", 3, "0.4", "2024-07-20T00:00:00Z")
                .won("f1", "2024-09-02T00:00:00Z")
                // entered a month late
                .recordedAt("2024-08-20T00:00:00Z")
                .lost("f2", "PRICE", "2024-07-25T00:00:00Z")
                .recordedAt(null)
                // elsewhere, so that its product line and representative are known
                .order(
                        "f-order",
                        "f-else",
                        "F-ELSE",
                        "jun.rep",
                        "CNY",
                        "2024-07-06T00:00:00Z",
                        Story.line("drives", "1", "1"))
                .end();

        JsonNode july = stock("territory=F&asOf=2024-07-10T00:00:00Z");
        assertThat(july).hasSize(2);
        assertStage(july.get(0), "develop", "CNY", 2, "1250099.99", "62505.00");
        assertStage(july.get(1), "develop", "USD", 1, "500", "25.00");

        JsonNode known = stock("territory=F&asOf=2024-08-01T00:00:00Z&knownAt=2024-08-01T00:00:00Z");
        assertThat(known).hasSize(3);
        assertStage(known.get(0), "develop", "CNY", 1, "99.99", "5.00");
        assertStage(known.get(2), "propose", "CNY", 1, "1250000", "500000.00");

        assertThat(stock("territory=F&asOf=2024-08-01T00:00:00Z")).hasSize(2);
        assertThat(stock("territory=F")).hasSize(1);
        assertThat(stock("territory=F&asOf=2024-07-01T00:00:00Z")).isEmpty();
        assertThat(stock("territory=F-1&asOf=2024-07-10T00:00:00Z")).hasSize(2);
        assertThat(stock("territory=F&asOf=2024-07-10T00:00:00Z&segment=small")).hasSize(2);
        assertThat(stock("territory=F&asOf=2024-07-10T00:00:00Z&industry=manufacturing"))
                .hasSize(1);
        assertThat(stock("territory=F&asOf=2024-07-10T00:00:00Z&productLine=drives"))
                .isEmpty();
        assertThat(stock("territory=F&asOf=2024-07-10T00:00:00Z&representative=jun.rep"))
                .isEmpty();
    }

    @Test
    void aManagerSeesTheOwnTerritoriesAndWhatIsBelow() {
        story().territory("M", null, "UTC")
                .territory("M-1", "M", "UTC")
                .territory("N", null, "UTC")
                .opportunity("m1", "c", "M-1", "1", "CNY", "2024-07-05T00:00:00Z")
                .opportunity("n1", "c", "N", "1", "CNY", "2024-07-05T00:00:00Z")
                .end();
        String manager = token("manager", "M");

        assertThat(get(manager, "/api/reports/funnel").getBody()).contains("\"opportunities\":1");
        assertThat(get(manager, "/api/reports/funnel?territory=M-1").getStatusCode())
                .isEqualTo(HttpStatus.OK);
        assertThat(get(manager, "/api/reports/funnel?territory=N").getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(get(token("rep"), "/api/reports/funnel").getBody()).contains("\"rows\":[]");
        assertThat(get("no token", "/api/reports/funnel").getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void anInstantThatIsNoneIsAProblemThatNamesTheField() {
        assertThat(get(token("sales-ops"), "/api/reports/funnel?asOf=yesterday"))
                .satisfies(answer -> {
                    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
                    assertThat(answer.getBody()).contains("asOf");
                });
    }

    private JsonNode stock(String query) {
        return report("/api/reports/funnel?" + query).at("/rows");
    }

    private static void assertStage(
            JsonNode stage, String name, String currency, int count, String amount, String weighted) {
        assertThat(stage.get("stage").asString()).isEqualTo(name);
        assertThat(stage.get("currency").asString()).isEqualTo(currency);
        assertThat(stage.get("opportunities").asInt()).isEqualTo(count);
        assertThat(stage.get("amount").decimalValue()).isEqualByComparingTo(amount);
        assertThat(stage.get("weightedAmount").decimalValue()).isEqualByComparingTo(weighted);
    }
}
