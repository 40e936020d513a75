package io.plumbline.reporting;

import static io.plumbline.reporting.Story.map;
import static io.plumbline.reporting.Story.scope;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** What is measured of a goal, with figures that were computed by hand. */
class MeasuresIT extends ReportingTest {

    private static final String END_OF_MARCH = "2025-03-31T10:00:00Z";

    @BeforeEach
    void tell() {
        if (isTold("territory-MS")) {
            return;
        }
        story().territory("MS", null, "Asia/Shanghai")
                .territory("MS-1", "MS", "Asia/Shanghai")
                .territory("MS-2", "MS", "Asia/Shanghai")
                .customer("ms-c", "large", "retail", "MS")
                .order("ms-1", "ms-c", "MS", "161000", "CNY", "2025-02-03T02:00:00Z")
                .order("ms-2", "ms-c", "MS", "11500", "CNY", "2025-05-03T02:00:00Z")
                .order("ms-3", "ms-c", "MS", "287500", "CNY", "2025-10-03T02:00:00Z")
                .goal("growth", "2025-01-01T00:00:00Z", "30", "2025-01-01", "2025-12-31", scope("MS"), growth("400000"))
                .goal(
                        "growth-phased",
                        "2025-01-01T00:00:00Z",
                        "30",
                        "2025-01-01",
                        "2025-12-31",
                        scope("MS"),
                        growth("400000"),
                        "2025-01-01",
                        "2025-06-30",
                        "20",
                        "2025-07-01",
                        "2025-12-31",
                        "39.836956")
                .end();
    }

    private static Map<String, @Nullable Object> growth(String baseline) {
        return map("metric", "GROWTH", "unit", "%", "currency", "CNY", "baseline", new BigDecimal(baseline));
    }

    private static Map<String, @Nullable Object> metric(String metric, String unit, @Nullable Object... further) {
        Map<String, @Nullable Object> fields = map(further);
        fields.put("metric", metric);
        fields.put("unit", unit);
        return fields;
    }

    private JsonNode completion(String goal, String asOf) {
        return report("/api/reports/completion?goal={goal}&asOf={asOf}", goal, asOf)
                .at("/rows/0");
    }

    private static void assertFigure(JsonNode row, String field, String figure) {
        assertThat(row.get(field).decimalValue()).as(field).isEqualByComparingTo(figure);
    }

    @Test
    void aGrowthIsPacedByItsEquivalent() {
        JsonNode goal = completion("growth", END_OF_MARCH);

        // 161 000 / (400 000 x 1.3 x 90/365), and 161 000 / 98 630.14 - 1
        assertFigure(goal, "attainmentToDate", "1.255662");
        assertFigure(goal, "actual", "63.2361");
        assertFigure(goal, "expected", "30");
        assertFigure(goal, "equivalentTarget", "520000");
        assertFigure(goal, "equivalentExpected", "128219.18");
        assertFigure(goal, "equivalentActual", "161000");
        assertThat(goal.get("light").asString()).isEqualTo("GREEN");
    }

    @Test
    void aGrowthOfAPeriodThatIsOverIsHeldAgainstAllOfIt() {
        JsonNode goal = completion("growth", "2026-01-15T00:00:00Z");

        // 460 000 / 400 000 - 1, and 460 000 / 520 000
        assertFigure(goal, "actual", "15");
        assertFigure(goal, "attainment", "0.884615");
        assertThat(goal.get("light").asString()).isEqualTo("YELLOW");
    }

    @Test
    void aGrowthIsPacedByItsPhases() {
        JsonNode goal = completion("growth-phased", "2025-06-30T10:00:00Z");

        // half a year of 181 days grown by 20 % and one of 184 by 39.836956 %: 217.2 of 474.5 parts of 520 000
        assertFigure(goal, "equivalentExpected", "238027.40");
        assertFigure(goal, "attainmentToDate", "0.724706");
        assertThat(goal.get("light").asString()).isEqualTo("RED");

        JsonNode first = report("/api/reports/variance?goal=growth-phased&asOf={asOf}", "2025-06-30T10:00:00Z")
                .at("/rows/1");
        // 172 500 / (400 000 x 181/365) - 1
        assertFigure(first, "actual", "-13.0352");
        assertThat(first.get("light").asString()).isEqualTo("RED");
    }

    @ParameterizedTest
    @CsvSource({
        // 172 500 / (1 000 000 x 181/365)
        "half,    2025-06-30, 2025-01-01, 2025-06-30, 2025-07-15T00:00:00Z, 34.7859",
        // 161 000 / (1 000 000 x 90/365), of an annual plan
        "quarter, 2025-12-31, 2025-01-01, 2025-03-31, 2025-04-15T00:00:00Z, 65.2944",
        // the same half, on its ninetieth day
        "to-date, 2025-12-31, 2025-01-01, 2025-06-30, 2025-03-31T10:00:00Z, 65.2944"
    })
    void aMarketIsProratedToThePeriodAndToDate(
            String id, String planTo, String from, String to, String asOf, String share) {
        if (!isTold("market-" + id)) {
            story().tell(
                            "plan.PlanDrafted",
                            "market-plan-" + id,
                            "2024-11-01T00:00:00Z",
                            "type",
                            "ANNUAL",
                            "name",
                            id,
                            "territory",
                            "MS",
                            "owner",
                            "wei.manager",
                            "currency",
                            "CNY",
                            "period",
                            map("from", "2025-01-01", "to", planTo))
                    .tell(
                            "plan.MarketAnalysed",
                            "market-plan-" + id,
                            "2024-11-02T00:00:00Z",
                            "size",
                            new BigDecimal("1000000"))
                    .goal(
                            "market-" + id,
                            "2024-12-01T00:00:00Z",
                            "40",
                            from,
                            to,
                            scope("MS"),
                            metric("MARKET_SHARE", "%", "planId", "market-plan-" + id))
                    .end();
        }

        JsonNode goal = completion("market-" + id, asOf);

        assertFigure(goal, "actual", share);
        assertThat(goal.get("light").asString()).isEqualTo(id.equals("half") ? "YELLOW" : "GREEN");
    }

    private void tellOfNewCustomers() {
        if (isTold("territory-NC")) {
            return;
        }
        Map<String, @Nullable Object> controllers = Story.line("controllers", "1", "700");
        Map<String, @Nullable Object> sensors = Story.line("sensors", "1", "300");
        sensors.put("lineId", "second");
        story().territory("NC", null, "Asia/Shanghai")
                .territory("NC-CA", "NC", "Asia/Shanghai")
                .territory("NC-CC", "NC", "Asia/Shanghai")
                .customer("nc-k1", "large", "retail", "NC-CA")
                .customer("nc-k2", "large", "retail", "NC-CA")
                .customer("nc-k3", "large", "retail", "NC-CA")
                .customer("nc-k4", "large", "retail", "NC-CC")
                .customer("nc-k5", "large", "retail", "NC-CC")
                .order("nc-o1", "nc-k1", "NC-CA", "mei.rep", "CNY", "2025-02-01T02:00:00Z", controllers, sensors)
                // bought from another representative later
                .order("nc-o2", "nc-k3", "NC-CA", "zhang.rep", "CNY", "2025-02-02T02:00:00Z", controllers)
                .order("nc-o3", "nc-k3", "NC-CA", "mei.rep", "CNY", "2025-04-02T02:00:00Z", sensors)
                // was a customer elsewhere before
                .order("nc-o4", "nc-k4", "NC-CC", "mei.rep", "CNY", "2024-12-05T02:00:00Z", controllers)
                .tell(
                        "customer.CustomerTransferred",
                        "nc-k4",
                        "2025-03-01T00:00:00Z",
                        "owner",
                        "mei.rep",
                        "territory",
                        "NC-CA")
                .order("nc-o5", "nc-k4", "NC-CA", "mei.rep", "CNY", "2025-05-05T02:00:00Z", controllers)
                .order("nc-o6", "nc-k2", "NC-CA", "mei.rep", "CNY", "2025-06-05T02:00:00Z", controllers)
                // merged into one that is a customer for long
                .order("nc-o7", "nc-k5", "NC-CC", "mei.rep", "CNY", "2025-06-06T02:00:00Z", controllers)
                .tell("customer.CustomerMerged", "nc-k5", "2025-06-20T00:00:00Z", "survivorId", "nc-k4")
                .end();
    }

    @ParameterizedTest
    @CsvSource({
        "NC-CA, , , 3",
        "NC-CC, , , 0",
        "NC, , , 3",
        "NC, mei.rep, , 2",
        "NC, zhang.rep, , 1",
        // most of the first order of k1 was for controllers
        "NC, , controllers, 3",
        "NC, , sensors, 0"
    })
    void aCustomerIsNewOnceForWhatItsFirstOrderWas(
            String territory, @Nullable String representative, @Nullable String productLine, int count) {
        tellOfNewCustomers();
        String id = "nc-" + territory + representative + productLine;
        if (!isTold(id)) {
            Map<String, @Nullable Object> scope = scope(territory);
            scope.put("representative", representative);
            scope.put("productLines", productLine == null ? List.of() : List.of(productLine));
            story().goal(
                            id,
                            "2025-01-01T00:00:00Z",
                            "10",
                            "2025-01-01",
                            "2025-12-31",
                            scope,
                            metric("NEW_CUSTOMERS", "customers", "currency", null))
                    .end();
        }

        assertThat(completion(id, "2026-01-02T00:00:00Z").get("actual").asInt()).isEqualTo(count);
        assertThat(report("/api/reports/explain?figure=completion&goal={goal}&asOf={asOf}", id, "2026-01-02T00:00:00Z")
                        .at("/events/rows")
                        .valueStream()
                        .filter(event -> event.get("type").asString().equals("order.OrderPlaced.v1")))
                .hasSize(count);
    }

    @Test
    void theReportOfCustomersCountsNewOnesAsGoalsDo() {
        tellOfNewCustomers();
        String customers =
                "/api/reports/customers?dimension=TERRITORY&territory={t}&from=2025-01-01&to=2025-12-31&asOf=2026-01-02T00:00:00Z";

        assertThat(report(customers, "NC-CA").at("/rows").valueStream())
                .allSatisfy(row -> assertThat(row.get("won").asInt())
                        .isEqualTo(row.get("key").asString().equals("NC-CA") ? 3 : 0));
    }

    @Test
    void theShareFromNewCustomersIsMeasured() {
        tellOfNewCustomers();
        if (!isTold("nc-share")) {
            story().goal(
                            "nc-share",
                            "2025-01-01T00:00:00Z",
                            "50",
                            "2025-01-01",
                            "2025-12-31",
                            scope("NC"),
                            metric("MIX", "%", "numerator", map("metric", "NEW_CUSTOMERS", "scope", scope(null))))
                    .end();
        }

        // k1 1 000, k3 700 and 300, k2 700 of all of 4 100
        assertFigure(completion("nc-share", "2026-01-02T00:00:00Z"), "actual", "65.8537");
    }

    private static Map<String, @Nullable Object> line(String id, String amount, @Nullable String cost) {
        Map<String, @Nullable Object> line = Story.line("controllers", "1", amount);
        line.put("lineId", id);
        line.put("cost", cost == null ? null : new BigDecimal(cost));
        return line;
    }

    @ParameterizedTest
    @CsvSource({
        // 50 of 1 000 lack a cost: 5 %, which is allowed
        "within, 950, 50, 0.05, true, YELLOW",
        // 60 of 1 010
        "beyond, 950, 60, 0.059406, false,"
    })
    void aGrossProfitIsOfLinesWithACost(
            String id, String costed, String uncosted, String share, boolean complete, @Nullable String light) {
        String territory = "GP-" + id;
        if (!isTold("gp-" + id)) {
            story().territory(territory, null, "Asia/Shanghai")
                    .order(
                            "gp-o-" + id,
                            "gp-c",
                            territory,
                            "mei.rep",
                            "CNY",
                            "2025-02-01T02:00:00Z",
                            line("a", costed, "110"),
                            line("b", uncosted, null))
                    .goal(
                            "gp-" + id,
                            "2025-01-01T00:00:00Z",
                            "1000",
                            "2025-01-01",
                            "2025-03-31",
                            scope(territory),
                            metric("GROSS_PROFIT", "CNY"))
                    .end();
        }

        JsonNode goal = completion("gp-" + id, "2025-04-15T00:00:00Z");
        assertFigure(goal, "actual", "840");
        assertFigure(goal, "uncostedShare", share);
        assertThat(goal.get("complete").asBoolean()).isEqualTo(complete);
        assertThat(goal.get("light").asString(null)).isEqualTo(light);
        JsonNode sales = report("/api/reports/sales?territory={t}&from=2025-01-01&to=2025-03-31", territory)
                .at("/rows/0");
        assertFigure(sales, "grossProfit", "840");
        assertFigure(sales, "uncostedShare", share);
        assertThat(sales.get("grossProfitComplete").asBoolean()).isEqualTo(complete);
        assertThat(sales.get("complete").asBoolean()).isTrue();
    }

    @Test
    void theLimitOfWhatLacksACostBelongsToThePolicy() {
        JsonNode policy = enter(
                HttpMethod.POST,
                "/api/reports/light-policies",
                "{\"redBelow\": 0.8, \"yellowBelow\": 0.9, \"uncostedLimit\": 0.05}");

        assertFigure(policy, "uncostedLimit", "0.05");
        assertThat(send(
                                HttpMethod.POST,
                                token("sales-ops"),
                                "/api/reports/light-policies",
                                "{\"redBelow\": 0.8, \"yellowBelow\": 0.9, \"uncostedLimit\": 1.5}")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"2025-04-02T15:59:59Z, 0", "2025-04-02T16:30:00Z, 1"})
    void aCohortsDaysPassInItsTerritory(String asOf, int cohort) {
        if (!isTold("territory-CO")) {
            story().territory("CO", null, "Asia/Shanghai")
                    .order("co-1", "co-c", "CO", "100", "CNY", "2025-03-20T02:00:00Z")
                    .order("co-2", "co-c", "CO", "100", "CNY", "2025-03-29T02:00:00Z")
                    .end();
        }

        JsonNode repurchase = report(
                        "/api/reports/sales/repurchase?territory=CO&within=13&from=2025-03-01&to=2025-03-31&asOf={asOf}",
                        asOf)
                .at("/rows/0");

        assertThat(repurchase.get("cohort").asInt()).isEqualTo(cohort);
        assertThat(repurchase.get("cohortRepeat").asInt()).isEqualTo(cohort);
    }

    @Test
    void draftsAndWhatWasGivenUpAreShownWhereTheyAreAskedFor() {
        if (!isTold("territory-ST")) {
            story().territory("ST", null, "Asia/Shanghai")
                    .order("st-o", "st-c", "ST", "5", "CNY", "2025-02-01T02:00:00Z")
                    .goal("st-active", "2025-01-01T00:00:00Z", "10", "2025-01-01", "2025-03-31", scope("ST"))
                    .goal("st-closed", "2025-01-01T00:00:00Z", "10", "2025-01-01", "2025-03-31", scope("ST"))
                    .tell("goal.GoalClosed", "st-closed", "2025-04-06T00:00:00Z", "outcome", "MISSED")
                    .goal("st-abandoned", "2025-01-01T00:00:00Z", "10", "2025-01-01", "2025-03-31", scope("ST"))
                    .tell("goal.GoalAbandoned", "st-abandoned", "2025-02-06T00:00:00Z")
                    .end();
        }
        for (String address : List.of("completion", "variance", "forecast")) {
            String query = "/api/reports/" + address + "?territory=ST&asOf=2025-04-15T00:00:00Z";
            assertThat(report(query)
                            .at("/rows")
                            .valueStream()
                            .map(row -> row.get("goalId").asString()))
                    .as(address)
                    .containsOnly("st-active", "st-closed");
            assertThat(report(query + "&status=ABANDONED,MISSED")
                            .at("/rows")
                            .valueStream()
                            .map(row -> row.get("goalId").asString()))
                    .as(address)
                    .containsOnly("st-abandoned", "st-closed");
        }
        assertThat(report("/api/reports/completion?territory=ST&status=ABANDONED&asOf=2025-04-15T00:00:00Z")
                        .at("/rows/0/light")
                        .isNull())
                .isTrue();
        assertThat(db.sql("select goal_id from bi.goal_completion where territory = 'ST' order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("st-active", "st-closed");
        assertThat(db.sql("select distinct goal_id from bi.goal_target where territory = 'ST' order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("st-active", "st-closed");
        assertThat(get(token("sales-ops"), "/api/reports/completion?status=FORGOTTEN")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }

    @ParameterizedTest
    // cycles of 50 and 52 days: 51 on average
    @CsvSource({"51, GREEN", "45, YELLOW", "40, RED"})
    void whereLessIsBetterTheComparisonIsTurnedRound(String target, String light) {
        if (!isTold("territory-LB")) {
            story().territory("LB", null, "Asia/Shanghai")
                    .opportunity("lb-1", "lb-c", "LB", "100", "CNY", "2025-01-01T00:00:00Z")
                    .opportunity("lb-2", "lb-c", "LB", "100", "CNY", "2025-01-02T00:00:00Z")
                    .won("lb-1", "2025-02-20T00:00:00Z")
                    .won("lb-2", "2025-02-23T00:00:00Z")
                    .end();
        }
        if (!isTold("lb-" + target)) {
            story().goal(
                            "lb-" + target,
                            "2025-01-01T00:00:00Z",
                            target,
                            "2025-01-01",
                            "2025-03-31",
                            scope("LB"),
                            metric("CYCLE_DAYS", "days", "currency", null))
                    .end();
        }

        JsonNode goal = completion("lb-" + target, "2025-04-15T00:00:00Z");

        assertFigure(goal, "actual", "51");
        assertThat(goal.get("light").asString()).isEqualTo(light);
        assertFigure(
                goal,
                "attainment",
                new BigDecimal(target)
                        .divide(new BigDecimal("51"), 6, java.math.RoundingMode.HALF_UP)
                        .toPlainString());
    }

    @Test
    void churnIsWhatWasLostOfTheCustomersAtTheBegin() {
        if (!isTold("territory-CH")) {
            Story story = story().territory("CH", null, "Asia/Shanghai");
            for (int i = 0; i < 10; i++) {
                story.customer("ch-" + i, "large", "retail", "CH")
                        .tell("customer.LifecycleChanged", "ch-" + i, "2024-06-01T00:00:00Z", "lifecycle", "CUSTOMER");
            }
            story.tell("customer.LifecycleChanged", "ch-0", "2025-02-01T00:00:00Z", "lifecycle", "LOST")
                    .tell("customer.LifecycleChanged", "ch-1", "2025-05-01T00:00:00Z", "lifecycle", "LOST")
                    .goal(
                            "churn",
                            "2025-01-01T00:00:00Z",
                            "8",
                            "2025-01-01",
                            "2025-03-31",
                            scope("CH"),
                            metric("CHURN_RATE", "%", "currency", null))
                    .end();
        }

        JsonNode goal = completion("churn", "2025-04-15T00:00:00Z");

        assertFigure(goal, "actual", "10");
        assertFigure(goal, "attainment", "0.8");
        assertThat(goal.get("light").asString()).isEqualTo("YELLOW");
    }

    @Test
    void dealsOnHoldStandInAColumnOfTheirOwn() {
        if (!isTold("territory-HO")) {
            story().territory("HO", null, "Asia/Shanghai")
                    .opportunity("ho-1", "ho-c", "HO", "1000", "CNY", "2025-01-01T00:00:00Z")
                    .opportunity("ho-2", "ho-c", "HO", "400", "CNY", "2025-01-01T00:00:00Z")
                    .tell("opportunity.HeldBack", "ho-2", "2025-01-20T00:00:00Z")
                    .opportunity("ho-3", "ho-c", "HO", "300", "CNY", "2025-01-01T00:00:00Z")
                    .won("ho-3", "2025-01-11T00:00:00Z")
                    .goal("ho-goal", "2024-08-01T00:00:00Z", "500", "2024-09-01", "2025-12-31", scope("HO"))
                    .end();
        }
        String at = "&asOf=2025-04-15T00:00:00Z";

        JsonNode stock = report("/api/reports/funnel?territory=HO" + at).at("/rows/0");
        assertThat(stock.get("opportunities").asInt()).isEqualTo(2);
        assertFigure(stock, "amount", "1400");
        assertThat(stock.get("held").asInt()).isOne();
        assertFigure(stock, "heldAmount", "400");
        // 5 % of what is not on hold
        assertFigure(stock, "weightedAmount", "50");
        assertThat(report("/api/reports/funnel/stalled?territory=HO" + at)
                        .at("/rows")
                        .valueStream()
                        .map(row -> row.get("id").asString()))
                .containsExactly("ho-1");
        JsonNode wins = report("/api/reports/funnel/wins?territory=HO&from=2025-01-01&to=2025-03-31" + at)
                .at("/rows/0");
        assertThat(wins.get("open").asInt()).isEqualTo(2);
        assertThat(wins.get("held").asInt()).isOne();
        // one that is open and not on hold x 300 x 1 / 10 days
        assertFigure(wins, "velocity", "30");
        // both are expected to close on 20 September 2024
        JsonNode forecast = report("/api/reports/forecast?goal=ho-goal" + at).at("/rows/0");
        assertFigure(forecast, "openAmount", "1400");
        assertFigure(forecast, "weightedOpenAmount", "50");
        assertFigure(forecast, "landing", "50");
        assertThat(db.sql("select weighted_amount from bi.opportunity where opportunity_id = 'ho-2'")
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("0");
    }

    @Test
    void aVisitThatIsMovedIsNotFulfilledOnItsFirstDay() {
        if (!isTold("territory-FU")) {
            Story story = story().territory("FU", null, "Asia/Shanghai");
            for (String visit : List.of("fu-1", "fu-2", "fu-3")) {
                story.tell(
                        "activity.ActivityPlanned",
                        visit,
                        "2025-06-01T00:00:00Z",
                        visit("plannedAt", "2025-06-03T02:00:00Z"));
            }
            story.tell(
                            "activity.ActivityCompleted",
                            "fu-1",
                            "2025-06-03T05:00:00Z",
                            visit("plannedAt", "2025-06-03T02:00:00Z"))
                    // moved to another day, and done on that one
                    .tell(
                            "activity.ActivityRescheduled",
                            "fu-2",
                            "2025-06-02T00:00:00Z",
                            "plannedAt",
                            "2025-06-05T02:00:00Z")
                    .tell(
                            "activity.ActivityCompleted",
                            "fu-2",
                            "2025-06-05T05:00:00Z",
                            visit("plannedAt", "2025-06-05T02:00:00Z"))
                    .tell("activity.ActivityMissed", "fu-3", "2025-06-04T00:00:00Z")
                    .end();
        }
        String fulfilment = "/api/reports/activities/fulfilment?territory=FU&asOf=2025-07-01T00:00:00Z";

        JsonNode week = report(fulfilment + "&from=2025-06-02&to=2025-06-08").at("/rows/0");
        assertThat(week.get("planned").asInt()).isEqualTo(3);
        assertThat(week.get("completedOnDay").asInt()).isOne();
        assertThat(week.get("moved").asInt()).isOne();
        assertFigure(week, "fulfilment", "0.333333");
        assertThat(report(fulfilment + "&from=2025-06-05&to=2025-06-05").at("/rows"))
                .isEmpty();
        assertThat(Causes.types(
                        report(
                                "/api/reports/explain?figure=activities/fulfilment&territory=FU&from=2025-06-03&to=2025-06-03&asOf=2025-07-01T00:00:00Z"),
                        "MOVED"))
                .containsExactly("ActivityCompleted");
    }

    private static @Nullable Object[] visit(@Nullable Object... further) {
        Map<String, @Nullable Object> fields = map(further);
        fields.putAll(map("customerId", "fu-c", "kind", "VISIT", "representative", "mei.rep", "territory", "FU"));
        return fields.entrySet().stream()
                .flatMap(field -> java.util.stream.Stream.of(field.getKey(), field.getValue()))
                .toArray();
    }

    @Test
    void aForecastOfImportedHistoryIsJudgedByWhatHadHappened() {
        if (!isTold("territory-FA")) {
            story().recordedAt("2025-06-01T00:00:00Z")
                    .territory("FA", null, "Asia/Shanghai")
                    .goal("fa-goal", "2024-12-01T00:00:00Z", "900", "2025-01-01", "2025-03-31", scope("FA"))
                    .order("fa-1", "fa-c", "FA", "400", "CNY", "2025-02-01T02:00:00Z")
                    .order("fa-2", "fa-c", "FA", "400", "CNY", "2025-03-20T02:00:00Z")
                    .end();
        }

        JsonNode row = report(
                        "/api/reports/forecast/accuracy?goal=fa-goal&forecastAt=2025-02-14T02:00:00Z&asOf=2025-07-01T00:00:00Z")
                .at("/rows/0");

        assertFigure(row, "actual", "800");
        assertThat(row.get("runRate").isNull()).isTrue();
        assertThat(row.get("runRateAccuracy").isNull()).isTrue();
        // 400 in 45 of 90 days
        assertFigure(row, "businessRunRate", "800");
        assertFigure(row, "businessRunRateAccuracy", "1");
        assertFigure(row, "businessLanding", "400");
        assertFigure(row, "businessLandingAccuracy", "0.5");
    }
}
