package io.plumbline.reporting;

import static io.plumbline.reporting.FunnelMovementIT.row;
import static io.plumbline.reporting.Story.line;
import static io.plumbline.reporting.Story.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SalesIT extends ReportingTest {

    private static final String Q3 = "territory=SALES&from=2024-07-01&to=2024-09-30&asOf=2025-06-01T00:00:00Z";

    @BeforeEach
    void history() {
        if (isTold("territory-SALES")) {
            return;
        }
        story().territory("SALES", null, "UTC")
                .customer("s-large", "large", "manufacturing", "SALES")
                .customer("s-small", "small", "retail", "SALES")
                .customer("s-twin", "small", "retail", "SALES")
                .order(
                        "s1",
                        "s-large",
                        "SALES",
                        "mei.rep",
                        "CNY",
                        "2024-07-01T00:00:00Z",
                        costed("controllers", "3", "100.00", "70.00"),
                        costed("sensors", "1", "50.00", "20.00"))
                .order(
                        "s2",
                        "s-large",
                        "SALES",
                        "mei.rep",
                        "CNY",
                        "2024-08-01T00:00:00Z",
                        costed("controllers", "1", "30.00", "10.00"))
                .order(
                        "s3",
                        "s-small",
                        "SALES",
                        "jun.rep",
                        "CNY",
                        "2024-07-15T00:00:00Z",
                        costed("sensors", "2", "20.00", "5.00"))
                .order(
                        "s4",
                        "s-twin",
                        "SALES",
                        "jun.rep",
                        "CNY",
                        "2024-07-20T00:00:00Z",
                        costed("sensors", "2", "20.00", "5.00"))
                .order(
                        "s5",
                        "s-small",
                        "SALES",
                        "jun.rep",
                        "USD",
                        "2024-06-01T00:00:00Z",
                        costed("sensors", "2", "20.00", "5.00"))
                .tell(
                        "order.LinesReturned",
                        "s1",
                        "2024-08-10T00:00:00Z",
                        "lines",
                        List.of(map("lineId", "controllers", "quantity", 1, "amount", new BigDecimal("33.33"))))
                .tell(
                        "order.LinesReturned",
                        "s1",
                        "2024-10-10T00:00:00Z",
                        "lines",
                        List.of(map("lineId", "controllers", "quantity", 2, "amount", new BigDecimal("66.67"))))
                .tell(
                        "order.LinesCancelled",
                        "s4",
                        "2024-07-21T00:00:00Z",
                        "lines",
                        List.of(map("lineId", "sensors", "quantity", 2, "amount", new BigDecimal("20.00"))))
                .end();
    }

    @Test
    void whatIsTakenBackCountsOnItsOwnDay() {
        JsonNode cny = row(report("/api/reports/sales?" + Q3).at("/rows"), "currency", "CNY");

        assertThat(cny.get("placedAmount").decimalValue()).isEqualByComparingTo("220.00");
        assertThat(cny.get("returnedAmount").decimalValue()).isEqualByComparingTo("33.33");
        assertThat(cny.get("cancelledAmount").decimalValue()).isEqualByComparingTo("20.00");
        assertThat(cny.get("salesAmount").decimalValue()).isEqualByComparingTo("166.67");
        assertThat(cny.get("units").decimalValue()).isEqualByComparingTo("6");
        // costs 110 placed, less 23.33 of the third returned and 5 cancelled
        assertThat(cny.get("grossProfit").decimalValue()).isEqualByComparingTo("85.00");
        assertThat(cny.get("orders").asInt()).isEqualTo(3);
        assertThat(cny.get("customers").asInt()).isEqualTo(2);
        // s1 is worth 50.00 today, s2 30.00, s3 20.00
        assertThat(cny.get("averageOrderValue").decimalValue()).isEqualByComparingTo("50.00");
        assertThat(cny.get("averageOrderAmount").decimalValue()).isEqualByComparingTo("33.33");
    }

    @Test
    void takingAllBackTakesAllOfTheCostBack() {
        JsonNode all = row(
                report("/api/reports/sales?territory=SALES&from=2024-01-01&to=2024-12-31&productLine=controllers")
                        .at("/rows"),
                "currency",
                "CNY");
        assertThat(all.get("salesAmount").decimalValue()).isEqualByComparingTo("30.00");
        assertThat(all.get("grossProfit").decimalValue()).isEqualByComparingTo("20.00");
    }

    @Test
    void anOrderWhollyTakenBackIsNoneAndARepeatNeedsTwo() {
        JsonNode rates = report("/api/reports/sales/repurchase?within=60&" + Q3).at("/rows/0");

        assertThat(rates.get("customers").asInt()).isEqualTo(2);
        assertThat(rates.get("repeatCustomers").asInt()).isEqualTo(1);
        assertThat(rates.get("repurchaseRate").decimalValue()).isEqualByComparingTo("0.5");
        // s-small's first order lies in June
        assertThat(rates.get("cohort").asInt()).isEqualTo(1);
        assertThat(rates.get("cohortRate").decimalValue()).isEqualByComparingTo("1");
        assertThat(report("/api/reports/sales/repurchase?within=30&" + Q3)
                        .at("/rows/0/cohortRate")
                        .decimalValue())
                .isEqualByComparingTo("0");
        // the sixty days after 1 July have not all passed on 30 August
        assertThat(report("/api/reports/sales/repurchase?within=60&" + Q3.replace("2025-06-01", "2024-08-30"))
                        .at("/rows/0/cohortRate")
                        .isNull())
                .isTrue();
    }

    /** Sold in January and returned in March: one order of 100 then, one order less later. */
    @ParameterizedTest
    @CsvSource({"2024-01, 130, 2, 2", "2024-02, 0, 0, 0", "2024-03, -100, -1, 0", "2024-04, 0, 0, 0"})
    void countsFollowTheLedger(String month, String amount, int orders, int customers) {
        counted();
        String at = "territory=COUNT&month=" + month + "&asOf=2025-06-01T00:00:00Z";
        JsonNode rows = report("/api/reports/sales?" + at).at("/rows");
        if (month.equals("2024-02")) {
            assertThat(rows).isEmpty();
            return;
        }
        assertThat(rows.get(0).get("salesAmount").decimalValue()).isEqualByComparingTo(amount);
        assertThat(rows.get(0).get("orders").asInt()).isEqualTo(orders);
        assertThat(rows.get(0).get("customers").asInt()).isEqualTo(customers);
        for (String dimension : List.of("CHANNEL", "TERRITORY", "REPRESENTATIVE", "CUSTOMER", "MONTH")) {
            JsonNode parts = report("/api/reports/sales/by?dimension=" + dimension + "&" + at)
                    .at("/rows");
            int sum = 0;
            for (JsonNode part : parts) {
                sum += part.get("orders").asInt();
            }
            assertThat(sum).as(dimension).isEqualTo(orders);
        }
        assertThat(report("/api/reports/sales/repurchase?" + at)
                        .at("/rows/0/customers")
                        .asInt())
                .isEqualTo(customers);
        assertThat(db.sql("select orders, customers from bi.sales_metrics where month = ?::date and currency = 'XTC'")
                        .param(month + "-01")
                        .query((r, n) -> r.getInt(1) + " " + r.getInt(2))
                        .list())
                .containsExactly(orders + " " + customers);
        assertThat(db.sql("""
                                select coalesce(sum(orders), 0) from bi.sales_daily
                                 where territory = 'COUNT' and to_char(day, 'YYYY-MM') = ?
                                """).param(month).query((r, n) -> r.getInt(1)).single())
                .isEqualTo(orders);
    }

    @Test
    void ofAnOrderOfTwoProductLinesOneCanBeTakenBackWhole() {
        counted();
        String may =
                "/api/reports/sales/by?dimension=PRODUCT_LINE&territory=COUNT&month=2024-06&asOf=2025-06-01T00:00:00Z";
        JsonNode parts = report(may).at("/rows");
        assertThat(row(parts, "key", "sensors").get("orders").asInt()).isEqualTo(-1);
        assertThat(parts).hasSize(1);
        // the order as a whole stands
        assertThat(report(may.replace("PRODUCT_LINE", "MONTH"))
                        .at("/rows/0/orders")
                        .asInt())
                .isZero();
    }

    private void counted() {
        if (isTold("territory-COUNT")) {
            return;
        }
        story().territory("COUNT", null, "UTC")
                .order("count-1", "count-a", "COUNT", "100", "XTC", "2024-01-10T00:00:00Z")
                .order("count-2", "count-b", "COUNT", "30", "XTC", "2024-01-11T00:00:00Z")
                .tell("order.LinesReturned", "count-1", "2024-03-05T00:00:00Z", "lines", List.of(back("100")))
                // ordered and cancelled within April, beside what stays of another one
                .order("count-3", "count-a", "COUNT", "7", "XTC", "2024-04-01T00:00:00Z")
                .tell("order.LinesCancelled", "count-3", "2024-04-02T00:00:00Z", "lines", List.of(back("7")))
                .order(
                        "count-4",
                        "count-a",
                        "COUNT",
                        "mei.rep",
                        "XTC",
                        "2024-05-01T00:00:00Z",
                        costed("controllers", "1", "30.00", "10.00"),
                        costed("sensors", "2", "20.00", "5.00"))
                .tell(
                        "order.LinesReturned",
                        "count-4",
                        "2024-06-02T00:00:00Z",
                        "lines",
                        List.of(map("lineId", "sensors", "quantity", 2, "amount", 20)))
                .end();
    }

    private static Map<String, @Nullable Object> back(String amount) {
        return map("lineId", "line", "quantity", 1, "amount", new BigDecimal(amount));
    }

    @ParameterizedTest
    @CsvSource({
        "PRODUCT_LINE, controllers, 96.67",
        "REPRESENTATIVE, jun.rep, 20.00",
        "CUSTOMER, s-large, 146.67",
        "MONTH, 2024-08, -3.33",
        "TERRITORY, SALES, 166.67"
    })
    void salesAreDividedAlongADimension(String dimension, String key, String amount) {
        JsonNode part = row(
                report("/api/reports/sales/by?dimension=" + dimension + "&" + Q3)
                        .at("/rows"),
                "key",
                key);
        assertThat(part.get("salesAmount").decimalValue()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @CsvSource({
        "SALES_AMOUNT, CNY, 166.67",
        "GROSS_PROFIT, CNY, 85.00",
        "UNITS, , 6",
        "ACTIVE_CUSTOMERS, , 2",
        "NEW_CUSTOMERS, , 1",
        "REPURCHASE_RATE, , 50",
        "AVERAGE_ORDER_VALUE, CNY, 50.00",
        "GROWTH, CNY, 66.67",
        // 70.00 of sensors of 166.67
        "MIX, CNY, 41.9992"
    })
    void everyMetricOfSalesIsMeasured(String metric, @Nullable String currency, String actual) {
        String goal = "metric-" + metric;
        if (!isTold(goal)) {
            story().tell(
                            "goal.GoalDrafted",
                            goal,
                            "2024-01-01T00:00:00Z",
                            "name",
                            goal,
                            "metric",
                            metric,
                            "unit",
                            "u",
                            "currency",
                            currency,
                            "target",
                            100,
                            "baseline",
                            100,
                            "period",
                            map("from", "2024-07-01", "to", "2024-09-30"),
                            "scope",
                            Story.scope("SALES"),
                            "numerator",
                            metric.equals("MIX") ? map("metric", "SALES_AMOUNT", "scope", sensors()) : null,
                            "owner",
                            "o",
                            "phasing",
                            List.of(),
                            "completionTolerance",
                            new BigDecimal("0.05"))
                    .tell("goal.GoalSubmitted", goal, "2024-01-01T00:00:00Z")
                    .tell("goal.GoalApproved", goal, "2024-01-01T00:00:00Z")
                    .tell("goal.GoalActivated", goal, "2024-01-01T00:00:00Z")
                    .end();
        }
        JsonNode row = report("/api/reports/completion?goal=" + goal + "&asOf=2025-06-01T00:00:00Z")
                .at("/rows/0");
        assertThat(row.get("actual").decimalValue()).isEqualByComparingTo(actual);
        if (List.of("SALES_AMOUNT", "GROSS_PROFIT", "UNITS").contains(metric)) {
            JsonNode explained = report(
                    "/api/reports/explain?figure=completion&goal=" + goal + "&asOf=2025-06-01T00:00:00Z&limit=1000");
            assertThat(Causes.sum(explained, metric.equals("UNITS") ? "quantity" : "convertedAmount"))
                    .isEqualByComparingTo(actual);
        }
    }

    @Test
    void salesAreCreditedToWhoHasTheCustomerNowWhereThatIsAskedFor() {
        String july = "from=2024-07-01&to=2024-07-31&asOf={at}&dimension=";
        if (!isTold("territory-CREDIT")) {
            story().territory("CREDIT", null, "UTC")
                    .territory("CREDIT-1", "CREDIT", "UTC")
                    .territory("CREDIT-2", "CREDIT", "UTC")
                    .customer("credit-moved", "large", "retail", "CREDIT-1")
                    .customer("credit-stays", "large", "retail", "CREDIT-1")
                    .order("credit-1", "credit-moved", "CREDIT-1", "100", "CNY", "2024-07-01T00:00:00Z")
                    .order("credit-2", "credit-stays", "CREDIT-1", "10", "CNY", "2024-07-01T00:00:00Z")
                    .tell(
                            "customer.CustomerTransferred",
                            "credit-moved",
                            "2024-10-01T00:00:00Z",
                            "owner",
                            "jun.rep",
                            "territory",
                            "CREDIT-2")
                    .end();
        }
        String by = "/api/reports/sales/by?territory=CREDIT&" + july;
        assertThat(report(by + "TERRITORY", "2025-06-01T00:00:00Z").at("/rows")).hasSize(1);
        JsonNode now =
                report(by + "TERRITORY&credit=CURRENT", "2025-06-01T00:00:00Z").at("/rows");
        assertThat(row(now, "key", "CREDIT-1").get("salesAmount").decimalValue())
                .isEqualByComparingTo("10");
        assertThat(row(now, "key", "CREDIT-2").get("salesAmount").decimalValue())
                .isEqualByComparingTo("100");
        // on 30 September it had not moved yet
        assertThat(report(by + "TERRITORY&credit=CURRENT", "2024-09-30T00:00:00Z")
                        .at("/rows"))
                .hasSize(1);
        JsonNode jun = report(by + "REPRESENTATIVE&credit=CURRENT&representative=jun.rep", "2025-06-01T00:00:00Z")
                .at("/rows");
        assertThat(jun).hasSize(1);
        assertThat(jun.get(0).get("salesAmount").decimalValue()).isEqualByComparingTo("100");
        // filters look at the same credit
        assertThat(report(
                                "/api/reports/sales?territory=CREDIT-1&credit=CURRENT&from=2024-07-01&to=2024-07-31&asOf=2025-06-01T00:00:00Z")
                        .at("/rows/0/salesAmount")
                        .decimalValue())
                .isEqualByComparingTo("10");
        assertThat(report(
                                "/api/reports/sales?territory=CREDIT-2&from=2024-07-01&to=2024-07-31&asOf=2025-06-01T00:00:00Z")
                        .at("/rows"))
                .isEmpty();
    }

    private static Map<String, @Nullable Object> sensors() {
        Map<String, @Nullable Object> scope = Story.scope(null);
        scope.put("productLines", List.of("sensors"));
        return scope;
    }

    private static Map<String, @Nullable Object> costed(
            String productLine, String quantity, String amount, String cost) {
        Map<String, @Nullable Object> line = line(productLine, quantity, amount);
        line.put("lineId", productLine);
        line.put("cost", new BigDecimal(cost));
        return line;
    }
}
