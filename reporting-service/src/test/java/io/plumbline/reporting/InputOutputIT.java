package io.plumbline.reporting;

import static io.plumbline.reporting.FunnelMovementIT.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** In July 900 were won with three activities, two of them with online customers and one of jun.rep's with nobody. */
class InputOutputIT extends ReportingTest {

    private static final String JULY =
            "/api/reports/input-output?territory=INPUT&month=2024-07&asOf=2024-09-01T00:00:00Z";

    @BeforeEach
    void history() {
        if (isTold("territory-INPUT")) {
            return;
        }
        story().territory("INPUT", null, "UTC")
                .customer("input-c", "large", "retail", "INPUT")
                .opportunity("input-1", "input-c", "INPUT", "600", "CNY", "2024-06-01T00:00:00Z")
                .opportunity("input-2", "input-c", "INPUT", "300", "CNY", "2024-06-01T00:00:00Z")
                .opportunity("input-3", "input-c", "INPUT", "70", "CNY", "2024-06-01T00:00:00Z")
                .tell(
                        "plan.PlanDrafted",
                        "input-plan",
                        "2024-06-01T00:00:00Z",
                        "type",
                        "ANNUAL",
                        "name",
                        "inputs",
                        "territory",
                        "INPUT",
                        "owner",
                        "o",
                        "currency",
                        "CNY",
                        "period",
                        Story.map("from", "2024-06-01", "to", "2024-08-31"))
                .tell(
                        "plan.ResourceRequested",
                        "input-plan",
                        "2024-06-01T00:00:00Z",
                        "resourceId",
                        "fairs",
                        "kind",
                        "BUDGET",
                        "category",
                        "PROMOTION",
                        "description",
                        "fairs",
                        "amount",
                        500)
                .tell(
                        "plan.ResourceApproved",
                        "input-plan",
                        "2024-06-02T00:00:00Z",
                        "resourceId",
                        "fairs",
                        "amount",
                        400)
                .tell(
                        "plan.ResourceConsumed",
                        "input-plan",
                        "2024-07-02T00:00:00Z",
                        "resourceId",
                        "fairs",
                        "amount",
                        200)
                .tell(
                        "plan.ResourceConsumed",
                        "input-plan",
                        "2024-08-02T00:00:00Z",
                        "resourceId",
                        "fairs",
                        "amount",
                        100)
                .tell("plan.MarketAnalysed", "input-plan", "2024-06-02T00:00:00Z", "size", 20000)
                .tell(
                        "plan.StrategySet",
                        "input-plan",
                        "2024-06-02T00:00:00Z",
                        strategy("s-1", "exhibition", "0.3", "0.2"))
                .tell("plan.StrategySet", "input-plan", "2024-06-02T00:00:00Z", strategy("s-2", "phone", "0.5", "0.5"))
                .tell("plan.StrategySet", "input-plan", "2024-06-02T00:00:00Z", strategy("s-3", "fax", "0.1", "0.1"))
                .tell("plan.StrategySet", "input-plan", "2024-06-03T00:00:00Z", strategy("s-2", "phone", "0.4", "0.5"))
                .tell("customer.TierChanged", "input-c", "2024-06-03T00:00:00Z", "tier", "A")
                .tell("plan.StrategyDropped", "input-plan", "2024-06-03T00:00:00Z", "strategyId", "s-3")
                .goal(
                        "input-share",
                        "2024-06-01T00:00:00Z",
                        "5",
                        "2024-06-01",
                        "2024-08-31",
                        Story.scope("INPUT"),
                        Story.map("metric", "MARKET_SHARE", "unit", "%", "currency", null, "planId", "input-plan"))
                .goal(
                        "input-happy",
                        "2024-06-01T00:00:00Z",
                        "90",
                        "2024-06-01",
                        "2024-08-31",
                        Story.scope("INPUT"),
                        Story.map("metric", "CUSTOMER_SATISFACTION", "unit", "points", "currency", null))
                .order("input-o", "input-c", "INPUT", "1500", "CNY", "2024-07-10T00:00:00Z")
                .tell("customer.SurveyAnswered", "input-c", "2024-07-01T00:00:00Z", answer("1", "95", "2024-07-01"))
                .tell("customer.SurveyAnswered", "input-c", "2024-07-02T00:00:00Z", answer("2", "80", "2024-06-30"))
                .tell("customer.SurveyAnswered", "input-c", "2024-07-02T00:00:00Z", answer("3", "10", "2024-05-30"))
                .won("input-1", "2024-07-10T00:00:00Z")
                .won("input-2", "2024-07-31T23:59:59Z")
                .won("input-3", "2024-08-01T00:00:00Z")
                .end();
        completed("input-a1", "input-c", "mei.rep", "2024-07-02T00:00:00Z");
        completed("input-a2", "input-c", "mei.rep", "2024-07-03T00:00:00Z");
        completed("input-a3", null, "jun.rep", "2024-07-03T00:00:00Z");
        completed("input-a4", "input-c", "mei.rep", "2024-08-03T00:00:00Z");
    }

    private void completed(
            String id, @org.jspecify.annotations.Nullable String customer, String representative, String at) {
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

    private static Object[] strategy(String id, String channel, String budget, String expected) {
        return new Object[] {
            "strategyId",
            id,
            "kind",
            "CHANNEL",
            "channel",
            channel,
            "budgetShare",
            new BigDecimal(budget),
            "expectedShare",
            new BigDecimal(expected),
            "expectedOf",
            "LEADS"
        };
    }

    private static Object[] answer(String id, String score, String on) {
        return new Object[] {"answerId", id, "score", new BigDecimal(score), "answeredOn", on, "source", "survey"};
    }

    @Test
    void whatWasWonIsHeldAgainstWhatWasSpent() {
        JsonNode row = report(JULY).at("/rows/0");
        assertThat(row.get("budgetSpent").decimalValue()).isEqualByComparingTo("200");
        assertThat(row.get("wonPerBudget").decimalValue()).isEqualByComparingTo("4.5");
        assertThat(report(JULY + "&dimension=CHANNEL").at("/rows/0/budgetSpent").isNull())
                .isTrue();
        JsonNode unspent = report("/api/reports/input-output?territory=INPUT&month=2024-08&asOf=2024-08-01T12:00:00Z")
                .at("/rows/0");
        assertThat(unspent.get("wonAmount").decimalValue()).isEqualByComparingTo("70");
        assertThat(unspent.get("budgetSpent").decimalValue()).isEqualByComparingTo("0");
        assertThat(unspent.get("wonPerBudget").isNull()).isTrue();
    }

    @Test
    void channelsAreHeldAgainstTheStrategyOfThePlan() {
        JsonNode rows = report("/api/reports/channels?plan=input-plan&asOf=2024-09-01T00:00:00Z")
                .at("/rows");
        assertThat(rows).hasSize(2);
        // all three come from exhibitions
        JsonNode exhibition = row(rows, "channel", "exhibition");
        assertThat(exhibition.get("leads").asInt()).isEqualTo(3);
        assertThat(exhibition.get("share").decimalValue()).isEqualByComparingTo("1");
        assertThat(exhibition.get("deviation").decimalValue()).isEqualByComparingTo("0.8");
        assertThat(exhibition.get("consumedBudget").decimalValue()).isEqualByComparingTo("300");
        assertThat(exhibition.get("budgetOfChannel").decimalValue()).isEqualByComparingTo("90.00");
        assertThat(exhibition.get("costPerLead").decimalValue()).isEqualByComparingTo("30.00");
        JsonNode phone = row(rows, "channel", "phone");
        assertThat(phone.get("leads").asInt()).isZero();
        assertThat(phone.get("share").decimalValue()).isEqualByComparingTo("0");
        assertThat(phone.get("costPerLead").isNull()).isTrue();
    }

    @Test
    void aYieldIsExplainedByWhatWasWonDoneAndSpent() {
        String explain =
                "/api/reports/explain?figure=input-output&territory=INPUT&from=2024-07-01&to=2024-07-31&asOf=2024-09-01T00:00:00Z&dimension=";
        JsonNode whole = report(explain + "ALL");
        assertThat(Causes.sums(whole, "amount"))
                .isEqualTo(Map.of("WON ALL", new BigDecimal("900"), "BUDGET ALL", new BigDecimal("200")));
        assertThat(Causes.sums(whole, "quantity"))
                .isEqualTo(Map.of("WON ALL", new BigDecimal("2"), "ACTIVITY ALL", new BigDecimal("3")));
        assertThat(Causes.types(whole, "BUDGET ALL")).containsExactly("ResourceConsumed");

        assertThat(Causes.sums(report(explain + "CHANNEL"), "quantity"))
                .isEqualTo(Map.of(
                        "WON online", new BigDecimal("2"),
                        "ACTIVITY online", new BigDecimal("2"),
                        // with nobody
                        "ACTIVITY", new BigDecimal("1")));

        JsonNode refused = report(explain + "TERRITORY&currency=XAU");
        assertThat(Causes.sums(refused, "convertedAmount")).isEmpty();
        assertThat(refused.at("/events/rows").findValuesAsString("unavailableReason"))
                .contains("rate-missing: CNY to XAU on 2024-07-02", "rate-missing: CNY to XAU on 2024-07-10");
    }

    @Test
    void whatWasSpentLaterIsAMovement() {
        JsonNode change = report(
                        "/api/reports/compare?figure=input-output&territory=INPUT&from=2024-07-01&to=2024-07-31&dimension=ALL&before=2024-07-01T12:00:00Z&asOf=2024-07-15T00:00:00Z")
                .at("/changes/0");
        assertThat(change.at("/key/currency").asString()).isEqualTo("CNY");
        assertThat(change.at("/movement/budgetSpent").decimalValue()).isEqualByComparingTo("200");
        assertThat(change.at("/movement/wonAmount").decimalValue()).isEqualByComparingTo("600");
    }

    @Test
    void channelsAreExplainedByTheirStrategyTheirLeadsAndWhatThePlanConsumed() {
        JsonNode explained = report("/api/reports/explain?figure=channels&plan=input-plan&asOf=2024-09-01T00:00:00Z");
        assertThat(Causes.types(explained, "STRATEGY exhibition")).containsExactly("StrategySet");
        // in its latest version
        JsonNode phone = row(explained.at("/events/rows"), "part", "STRATEGY phone");
        assertThat(phone.get("occurredAt").asString()).isEqualTo("2024-06-03T00:00:00Z");
        assertThat(Causes.types(explained, "STRATEGY fax")).isEmpty();
        assertThat(Causes.types(explained, "TIER exhibition")).containsExactly("TierChanged");
        assertThat(Causes.sums(explained, "quantity"))
                .isEqualTo(Map.of("HIGH_INTENT_LEAD exhibition", new BigDecimal("3")));
        assertThat(Causes.sums(explained, "amount"))
                .isEqualTo(Map.of(
                        "APPROVED input-plan", new BigDecimal("400"), "CONSUMED input-plan", new BigDecimal("300")));

        JsonNode then = report("/api/reports/explain?figure=channels&plan=input-plan&asOf=2024-06-02T12:00:00Z");
        assertThat(Causes.types(then, "STRATEGY fax")).containsExactly("StrategySet");
        assertThat(Causes.sums(then, "quantity")).isEqualTo(Map.of("LEAD exhibition", new BigDecimal("3")));
    }

    @Test
    void aMarketShareIsExplainedByTheMarketAndTheSales() {
        JsonNode explained =
                report("/api/reports/explain?figure=completion&goal=input-share&asOf=2024-09-01T00:00:00Z");
        assertThat(Causes.types(explained, "input-share")).contains("MarketAnalysed", "OrderPlaced");
        assertThat(Causes.sums(explained, "convertedAmount")).isEqualTo(Map.of("input-share", new BigDecimal("1500")));
    }

    @Test
    void satisfactionIsExplainedByTheAnswersOfItsPeriod() {
        JsonNode explained =
                report("/api/reports/explain?figure=completion&goal=input-happy&asOf=2024-09-01T00:00:00Z");
        assertThat(Causes.sums(explained, "quantity")).isEqualTo(Map.of("input-happy", new BigDecimal("175")));
        assertThat(Causes.types(explained, "input-happy"))
                .contains("SurveyAnswered")
                .doesNotContain("OrderPlaced");
    }

    @Test
    void marketShareAndSatisfactionAreMeasured() {
        String url = "/api/reports/completion?asOf=2024-09-01T00:00:00Z&goal=";
        // 1 500 of 20 000 x 92/365
        assertThat(report(url + "input-share").at("/rows/0/actual").decimalValue())
                .isEqualByComparingTo("29.7554");
        // the third answer lies before the period
        assertThat(report(url + "input-happy").at("/rows/0/actual").decimalValue())
                .isEqualByComparingTo("87.5");
        assertThat(report("/api/reports/completion?asOf=2024-06-01T12:00:00Z&goal=input-share")
                        .at("/rows/0/unavailableReason")
                        .asString())
                .isEqualTo("market-unknown");
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
        assertThat(refused.get("unavailableReason").asString()).isEqualTo("rate-missing: CNY to XAU on 2024-07-10");
        assertThat(get(token("bi"), JULY + "&dimension=MOON").getStatusCode().value())
                .isEqualTo(400);
    }
}
