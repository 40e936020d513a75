package io.plumbline.reporting;

import static io.plumbline.reporting.Story.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** 1 USD is worth 7.0 CNY from 1 July on, 7.2 from 10 July, 7.5 from 1 August, and 6.5 in the plan. */
class MoneyIT extends ReportingTest {

    private static final String Q3 = "territory=MONEY&from=2024-07-01&to=2024-09-30&asOf=2025-06-01T00:00:00Z";
    private static final String GOAL = "goal=money-goal&asOf=2025-06-01T00:00:00Z";

    @BeforeEach
    void history() {
        if (isTold("territory-MONEY")) {
            return;
        }
        enter(HttpMethod.POST, "/api/reports/rates", """
                {"rates": [
                  {"currency": "USD", "into": "CNY", "rate": 7.0, "day": "2024-07-01"},
                  {"currency": "USD", "into": "CNY", "rate": 7.2, "day": "2024-07-10"},
                  {"currency": "USD", "into": "CNY", "rate": 7.5, "day": "2024-08-01"},
                  {"currency": "USD", "into": "CNY", "rate": 6.5, "planId": "money-plan"}]}
                """);
        story().territory("MONEY", null, "UTC")
                .goal(
                        "money-goal",
                        "2024-06-01T00:00:00Z",
                        "2500",
                        "2024-07-01",
                        "2024-09-30",
                        Story.scope("MONEY"),
                        Map.of("planId", "money-plan"))
                .order("money-1", "c", "MONEY", "100", "USD", "2024-07-01T00:00:00Z")
                .order("money-2", "c", "MONEY", "200", "USD", "2024-07-10T00:00:00Z")
                .order("money-3", "d", "MONEY", "1000", "CNY", "2024-07-05T00:00:00Z")
                .order("money-0", "c", "MONEY", "10", "USD", "2024-06-15T00:00:00Z")
                .tell(
                        "order.LinesReturned",
                        "money-1",
                        "2024-07-20T00:00:00Z",
                        "lines",
                        List.of(map("lineId", "line", "quantity", new BigDecimal("0.5"), "amount", 50)))
                .opportunity("money-o1", "c", "MONEY", "100", "USD", "2024-07-01T00:00:00Z")
                .opportunity("money-o2", "c", "MONEY", "70", "CNY", "2024-07-01T00:00:00Z")
                .end();
    }

    @ParameterizedTest
    @CsvSource({
        // 700 + 1440 + 1000, less 50 USD at the rate of the day of their order
        "CNY, BOOKING, 2790.00, 350.00",
        // 250 USD at 7.5
        "CNY, CURRENT, 2875.00, 375.00",
        "CNY, PLAN, 2625.00, 325.00",
        // 1000 CNY are 142.857... USD
        "USD, BOOKING, 392.86, 50.00"
    })
    void salesOfSeveralCurrenciesAreAddedInOne(String currency, String rates, String sales, String returned) {
        JsonNode rows = report("/api/reports/sales?plan=money-plan&currency=" + currency + "&rates=" + rates + "&" + Q3)
                .at("/rows");

        assertThat(rows).hasSize(1);
        assertAmount(rows.get(0), "salesAmount", sales);
        assertAmount(rows.get(0), "returnedAmount", returned);
        assertThat(rows.get(0).get("currency").asString()).isEqualTo(currency);
        assertThat(rows.get(0).get("orders").asInt()).isEqualTo(3);
        assertThat(rows.get(0).get("unavailableReason").isNull()).isTrue();
    }

    @Test
    void partsAddUpToTheConvertedWhole() {
        JsonNode rows = report("/api/reports/sales/by?dimension=CUSTOMER&currency=CNY&" + Q3)
                .at("/rows");

        assertAmount(FunnelMovementIT.row(rows, "key", "c"), "salesAmount", "1790.00");
        assertAmount(FunnelMovementIT.row(rows, "key", "d"), "salesAmount", "1000");
        assertAmount(FunnelMovementIT.row(rows, "key", "d"), "share", "0.358423");
    }

    @Test
    void withoutARateThereIsNoSumAndTheAnswerNamesPairAndDay() {
        JsonNode row = report("/api/reports/sales?currency=EUR&" + Q3).at("/rows/0");
        assertThat(row.get("salesAmount").isNull()).isTrue();
        assertThat(row.get("averageOrderValue").isNull()).isTrue();
        assertThat(row.get("orders").asInt()).isEqualTo(3);
        assertThat(row.get("unavailableReason").asString())
                .isEqualTo("rate-missing: CNY to EUR on 2024-07-05, USD to EUR on 2024-07-01");

        JsonNode june = report("/api/reports/sales?currency=CNY&" + Q3.replace("2024-07-01", "2024-06-01"))
                .at("/rows/0");
        assertThat(june.get("unavailableReason").asString()).isEqualTo("rate-missing: USD to CNY on 2024-06-15");

        JsonNode part = FunnelMovementIT.row(
                report("/api/reports/sales/by?dimension=CUSTOMER&currency=EUR&" + Q3)
                        .at("/rows"),
                "key",
                "d");
        assertThat(part.get("unavailableReason").asString()).isEqualTo("rate-missing: CNY to EUR on 2024-07-05");

        enter(
                HttpMethod.POST,
                "/api/reports/rates",
                "{\"rates\": [{\"currency\": \"SEK\", \"into\": \"CNY\", \"rate\": 0.7, \"planId\": \"another\"}]}");
        JsonNode plan = report("/api/reports/funnel?territory=MONEY&currency=CNY&rates=PLAN&plan=another")
                .at("/rows/0");
        assertAmount(plan, "amount", "70");
        assertThat(plan.get("complete").asBoolean()).isFalse();
        assertThat(plan.get("opportunities").asInt()).isEqualTo(2);
        assertThat(plan.get("unavailableReason").asString()).isEqualTo("rate-missing: USD to CNY in plan another");
        assertThat(plan.get("unconverted").asString()).isEqualTo("USD 100");
    }

    @Test
    void oneOrderWithoutARateLeavesTheRestOfEveryFigure() {
        isk();
        String period = "territory=ISK&from=2024-07-01&to=2024-07-31&asOf=2025-06-01T00:00:00Z&currency=CNY";

        JsonNode sales = report("/api/reports/sales?" + period).at("/rows/0");
        assertAmount(sales, "salesAmount", "100");
        assertAmount(sales, "averageOrderAmount", "100");
        assertThat(sales.get("orders").asInt()).isEqualTo(2);
        assertIncomplete(sales, "rate-missing: ISK to CNY on 2024-07-02", "ISK 5000 on 2024-07-02");

        JsonNode parts =
                report("/api/reports/sales/by?dimension=CUSTOMER&" + period).at("/rows");
        JsonNode whole = FunnelMovementIT.row(parts, "key", "isk-c");
        assertAmount(whole, "salesAmount", "100");
        assertAmount(whole, "share", "1");
        assertThat(whole.get("complete").asBoolean()).isTrue();
        JsonNode none = FunnelMovementIT.row(parts, "key", "isk-d");
        assertThat(none.get("salesAmount").isNull()).isTrue();
        assertIncomplete(none, "rate-missing: ISK to CNY on 2024-07-02", "ISK 5000 on 2024-07-02");

        for (String report : List.of("completion", "forecast", "rollup")) {
            JsonNode goal = report("/api/reports/" + report + "?goal=isk-goal&asOf=2025-06-01T00:00:00Z")
                    .at("/rows/0");
            assertAmount(goal, "actual", "100");
            assertThat(goal.get("complete").asBoolean()).as(report).isFalse();
            assertThat(goal.get("unconverted").asString()).as(report).contains("ISK 5000");
        }
        JsonNode phase = FunnelMovementIT.row(
                report("/api/reports/variance?goal=isk-goal&asOf=2025-06-01T00:00:00Z")
                        .at("/rows"),
                "phase",
                "0");
        assertAmount(phase, "variance", "-900");
        assertThat(phase.get("complete").asBoolean()).isFalse();

        JsonNode product = FunnelMovementIT.row(
                report("/api/reports/variance/parts?" + period + "&priorFrom=2024-01-01&priorTo=2024-01-31")
                        .at("/rows"),
                "total",
                "true");
        assertAmount(product, "actualAmount", "100");
        assertAmount(product, "actualUnits", "1");
        assertIncomplete(product, "rate-missing: ISK to CNY on 2024-07-02", "ISK 5000 on 2024-07-02");

        JsonNode yield = report("/api/reports/input-output?" + period).at("/rows/0");
        assertAmount(yield, "wonAmount", "40");
        assertThat(yield.get("won").asInt()).isEqualTo(2);
        assertIncomplete(yield, "rate-missing: ISK to CNY on 2024-07-09", "ISK 300 on 2024-07-09");

        JsonNode compared = report("/api/reports/compare?figure=sales&territory=ISK&currency=CNY"
                        + "&from=2024-07-01&to=2024-07-31&before=2024-07-01T12:00:00Z&asOf=2024-08-15T00:00:00Z")
                .at("/changes/0");
        assertThat(compared.at("/before/complete").asBoolean()).isTrue();
        assertThat(compared.at("/after/complete").asBoolean()).isFalse();
        JsonNode explained = report("/api/reports/explain?figure=sales&territory=ISK&currency=CNY"
                + "&from=2024-07-01&to=2024-07-31&asOf=2024-08-15T00:00:00Z");
        assertThat(explained.at("/figure/rows/0/complete").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"XAU, CNY, currency", "CNY, CLF, into", "ZZZ, CNY, currency"})
    void aRateIsOfCurrenciesInWhichAmountsAreEntered(String currency, String into, String field) {
        String rate = "{\"rates\": [{\"currency\": \"%s\", \"into\": \"%s\", \"rate\": 2, \"day\": \"2024-07-01\"}]}"
                .formatted(currency, into);
        var answer = send(HttpMethod.POST, token("sales-ops"), "/api/reports/rates", rate);
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody())
                .contains("\"rates[0]." + field + "\"", "\"allowed-currency\"", "plumbline.currencies");
    }

    @Test
    void whatComesToNothingNeedsNoRate() {
        isk();
        JsonNode august = report(
                        "/api/reports/sales?territory=ISK&month=2024-08&asOf=2025-06-01T00:00:00Z&currency=CNY")
                .at("/rows/0");
        assertAmount(august, "salesAmount", "0");
        assertThat(august.get("orders").asInt()).isZero();
        assertThat(august.get("complete").asBoolean()).isTrue();
        assertThat(august.get("unavailableReason").isNull()).isTrue();
        assertThat(august.get("unconverted").isNull()).isTrue();
    }

    private void isk() {
        if (isTold("territory-ISK")) {
            return;
        }
        story().territory("ISK", null, "UTC")
                .customer("isk-c", "large", "retail", "ISK")
                .order("isk-1", "isk-c", "ISK", "100", "CNY", "2024-07-01T00:00:00Z")
                .order("isk-2", "isk-d", "ISK", "5000", "ISK", "2024-07-02T00:00:00Z")
                .order("isk-3", "isk-d", "ISK", "7000", "ISK", "2024-08-02T00:00:00Z")
                .tell(
                        "order.LinesReturned",
                        "isk-3",
                        "2024-08-20T00:00:00Z",
                        "lines",
                        List.of(map("lineId", "line", "quantity", 1, "amount", 7000)))
                .opportunity("isk-o1", "isk-c", "ISK", "40", "CNY", "2024-07-01T00:00:00Z")
                .won("isk-o1", "2024-07-09T00:00:00Z")
                .opportunity("isk-o2", "isk-c", "ISK", "300", "ISK", "2024-07-01T00:00:00Z")
                .won("isk-o2", "2024-07-09T00:00:00Z")
                .goal("isk-goal", "2024-06-01T00:00:00Z", "1000", "2024-07-01", "2024-07-31", Story.scope("ISK"))
                .end();
    }

    private static void assertIncomplete(JsonNode row, String unavailableReason, String unconverted) {
        assertThat(row.get("complete").asBoolean()).isFalse();
        assertThat(row.get("unavailableReason").asString()).isEqualTo(unavailableReason);
        assertThat(row.get("unconverted").asString()).isEqualTo(unconverted);
    }

    @Test
    void theFunnelIsShownInOneCurrency() {
        String funnel =
                "/api/reports/funnel?territory=MONEY&asOf=2024-08-15T00:00:00Z&plan=money-plan&currency=CNY&rates=";
        assertAmount(report(funnel + "PLAN").at("/rows/0"), "amount", "720.00");
        assertAmount(report(funnel + "PLAN").at("/rows/0"), "weightedAmount", "36.00");
        assertAmount(report(funnel + "CURRENT").at("/rows/0"), "amount", "820.00");
        // what is open is booked by nobody yet
        assertAmount(report(funnel + "BOOKING").at("/rows/0"), "amount", "820.00");
    }

    @Test
    void aGoalIsMeasuredAtTheRatesOfItsPlan() {
        JsonNode goal = report("/api/reports/completion?" + GOAL).at("/rows/0");
        assertAmount(goal, "actual", "2625.00");
        assertAmount(goal, "attainment", "1.05");

        JsonNode dollars =
                report("/api/reports/completion?currency=USD&" + GOAL).at("/rows/0");
        assertThat(dollars.get("currency").asString()).isEqualTo("USD");
        assertThat(dollars.get("unit").asString()).isEqualTo("USD");
        assertAmount(dollars, "target", "384.62");
        assertAmount(dollars, "actual", "403.85");

        assertThat(report("/api/reports/completion?currency=EUR&" + GOAL)
                        .at("/rows/0/unavailableReason")
                        .asString())
                .isEqualTo("rate-missing: CNY to EUR in plan money-plan");
    }

    @ParameterizedTest
    @CsvSource({
        "sales&territory=MONEY&from=2024-07-01&to=2024-09-30&currency=CNY, salesAmount, 2790",
        "sales&territory=MONEY&from=2024-07-01&to=2024-09-30&currency=USD&rates=BOOKING, salesAmount, 392.86",
        "sales&territory=MONEY&from=2024-07-01&to=2024-09-30&currency=CNY&rates=CURRENT, salesAmount, 2875",
        "sales/by&dimension=CHANNEL&territory=MONEY&from=2024-07-01&to=2024-09-30&currency=CNY&rates=PLAN&plan=money-plan, salesAmount, 2625",
        "variance/parts&territory=MONEY&from=2024-07-01&to=2024-09-30&currency=CNY, actualAmount, 2790",
        "funnel&territory=MONEY&currency=CNY&rates=CURRENT, amount, 820",
        "completion&goal=money-goal, actual, 2625",
        "completion&goal=money-goal&currency=USD, actual, 403.85",
        "variance&goal=money-goal&currency=CNY&rates=BOOKING, actual, 2790",
        "variance/parts&goal=money-goal&currency=USD, actualAmount, 403.85",
        "rollup&goal=money-goal&rates=CURRENT, actual, 2875"
    })
    void causesAddUpToAFigureInOneCurrency(String figure, String column, BigDecimal sum) {
        JsonNode explained = report("/api/reports/explain?asOf=2025-06-01T00:00:00Z&figure=" + figure);
        assertAmount(explained.at("/figure/rows/0"), column, sum.toString());
        assertThat(Causes.sum(explained, "convertedAmount")).isEqualByComparingTo(sum);
    }

    @Test
    void aCauseShowsItsOwnAmountAndTheRateAtWhichItIsConverted() {
        String explain =
                "/api/reports/explain?figure=sales&territory=MONEY&from=2024-07-01&to=2024-09-30&asOf=2025-06-01T00:00:00Z";
        JsonNode rows = report(explain + "&currency=CNY").at("/events/rows");
        assertThat(rows).hasSize(4);
        JsonNode second = FunnelMovementIT.row(rows, "aggregateId", "money-2");
        assertThat(second.get("currency").asString()).isEqualTo("USD");
        assertAmount(second, "amount", "200");
        assertAmount(second, "rate", "7.2");
        assertThat(second.get("convertedCurrency").asString()).isEqualTo("CNY");
        assertAmount(second, "convertedAmount", "1440.00");
        JsonNode own = FunnelMovementIT.row(rows, "aggregateId", "money-3");
        assertAmount(own, "rate", "1");
        assertAmount(own, "convertedAmount", "1000");
        JsonNode returned = FunnelMovementIT.row(rows, "part", "RETURNED");
        assertAmount(returned, "rate", "7.0");
        assertAmount(returned, "convertedAmount", "-350.00");

        JsonNode refused =
                FunnelMovementIT.row(report(explain + "&currency=EUR").at("/events/rows"), "aggregateId", "money-2");
        assertAmount(refused, "amount", "200");
        assertThat(refused.get("convertedAmount").isNull()).isTrue();
        assertThat(refused.get("rate").isNull()).isTrue();
        assertThat(refused.get("unavailableReason").asString()).isEqualTo("rate-missing: USD to EUR on 2024-07-10");

        JsonNode plain = report(explain).at("/events/rows/0");
        assertThat(plain.get("rate").isNull()).isTrue();
        assertThat(plain.get("convertedCurrency").isNull()).isTrue();
        assertThat(plain.get("convertedAmount").isNull()).isTrue();
        assertThat(plain.get("unavailableReason").isNull()).isTrue();
    }

    @Test
    void aForecastIsExplainedByWhatIsOpenToo() {
        JsonNode explained = report("/api/reports/explain?figure=forecast&goal=money-goal&asOf=2024-08-15T00:00:00Z");
        assertThat(Causes.sums(explained, "convertedAmount"))
                .isEqualTo(Map.of("money-goal", new BigDecimal("2625"), "open money-goal", new BigDecimal("720")));
    }

    @ParameterizedTest
    @CsvSource({
        "CNY, PLAN, 125.00, 125.00, 0",
        "CNY, CURRENT, 375.00, 125.00, 250.00",
        "CNY, BOOKING, 290.00, 125.00, 165.00",
        // 392.86 - 384.62; at the plan's rates 403.85
        "USD, BOOKING, 8.24, 19.23, -10.99"
    })
    void aVarianceIsSplitIntoWhatWasSoldAndWhatTheRatesMakeOfIt(
            String currency, String rates, String variance, String operational, String exchange) {
        JsonNode row = report("/api/reports/variance?currency=" + currency + "&rates=" + rates + "&" + GOAL)
                .at("/rows/0");
        assertAmount(row, "variance", variance);
        assertAmount(row, "operationalVariance", operational);
        assertAmount(row, "exchangeVariance", exchange);
    }

    @Test
    void aForecastCountsOpenAmountsOfAllCurrencies() {
        JsonNode forecast = report("/api/reports/forecast?goal=money-goal&asOf=2024-08-15T00:00:00Z")
                .at("/rows/0");
        assertAmount(forecast, "openAmount", "720.00");
        assertAmount(forecast, "landing", "2661.00");
    }

    @Test
    void aCorrectedRateLeavesWhatWasKnownBefore() throws Exception {
        String sales = "/api/reports/sales?territory=CORRECTED&from=2024-07-01&to=2024-07-31&currency=GBP&knownAt={k}";
        story().order("corrected", "c", "CORRECTED", "100", "SEK", "2024-07-01T00:00:00Z")
                .end();
        String rate =
                "{\"rates\": [{\"currency\": \"SEK\", \"into\": \"GBP\", \"rate\": %s, \"day\": \"2024-07-01\"}]}";
        String first = enter(HttpMethod.POST, "/api/reports/rates", rate.formatted("0.07"))
                .get("recordedAt")
                .asString();
        JsonNode again = enter(HttpMethod.POST, "/api/reports/rates", rate.formatted("0.07"));
        assertThat(again.get("entered").asInt()).isZero();
        String second = enter(HttpMethod.POST, "/api/reports/rates", rate.formatted("0.08"))
                .get("recordedAt")
                .asString();

        assertAmount(report(sales, first).at("/rows/0"), "salesAmount", "7.00");
        assertAmount(report(sales, second).at("/rows/0"), "salesAmount", "8.00");
        assertThat(report(sales, Instant.parse(first).minusNanos(1000))
                        .at("/rows/0/unavailableReason")
                        .asString())
                .isEqualTo("rate-missing: SEK to GBP on 2024-07-01");
        JsonNode known = report("/api/reports/rates?currency=SEK");
        assertThat(known).hasSize(1);
        assertAmount(known.get(0), "rate", "0.08");
        assertThat(known.get(0).get("recordedBy").asString()).isEqualTo("somebody");
        assertAmount(
                report("/api/reports/rates?currency=SEK&knownAt={k}", first).get(0), "rate", "0.07");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rates\": []}",
                "{\"rates\": [{\"currency\": \"USD\", \"into\": \"USD\", \"rate\": 1, \"day\": \"2024-07-01\"}]}",
                "{\"rates\": [{\"currency\": \"USD\", \"into\": \"CNY\", \"rate\": 0, \"day\": \"2024-07-01\"}]}",
                "{\"rates\": [{\"currency\": \"USD\", \"into\": \"CNY\", \"rate\": 1}]}",
                "{\"rates\": [{\"currency\": \"USD\", \"into\": \"CNY\", \"rate\": 1, \"day\": \"2024-07-01\", \"planId\": \"p\"}]}",
                "{\"rates\": [{\"currency\": \"yuan\", \"into\": \"CNY\", \"rate\": 1, \"day\": \"2024-07-01\"}]}"
            })
    void aRateThatBreaksARuleIsRefused(String json) {
        ResponseEntity<String> answer = send(HttpMethod.POST, token("sales-ops"), "/api/reports/rates", json);
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody()).contains("\"errors\"").contains("rates");
    }

    @Test
    void onlySalesOperationsEnterRates() {
        String rate = "{\"rates\": [{\"currency\": \"USD\", \"into\": \"CNY\", \"rate\": 9, \"day\": \"2024-07-01\"}]}";
        assertThat(send(HttpMethod.POST, token("manager", "MONEY"), "/api/reports/rates", rate)
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/reports/sales?currency=CNY&rates=PLAN, plan",
        "/api/reports/sales?currency=yuan, currency",
        "/api/reports/funnel?currency=CNY&rates=SPOT, rates",
        "/api/reports/completion?currency=yuan, currency"
    })
    void aWishThatMakesNoSenseIsRefused(String path, String field) {
        ResponseEntity<String> answer =
                get(token("bi"), path + (path.contains("/sales") ? "&from=2024-07-01&to=2024-07-02" : ""));
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody()).contains(field);
    }

    private static void assertAmount(JsonNode row, String name, String amount) {
        assertThat(row.get(name).decimalValue()).as(name).isEqualByComparingTo(amount);
    }
}
