package io.plumbline.reporting;

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

/** [80 %, 90 %) earns 0.5, [90 %, 100 %) 0.8, from 100 % on 1.0 of base x completion, up to 120 %. */
class IncentivesIT extends ReportingTest {

    private static final List<String> SOLD =
            List.of("79.99", "80", "89.9999", "90", "99.99", "100", "119.99", "120", "150");

    @BeforeEach
    void history() {
        if (isTold("earn-80")) {
            return;
        }
        Story story = story();
        story.tell(
                "incentive.SchemeDefined",
                "earn-scheme",
                "2024-01-01T00:00:00Z",
                "planId",
                "earn-plan",
                "name",
                "Bonus",
                "currency",
                "CNY",
                "bands",
                List.of(
                        band("0.8", "0.9", "0.5", null),
                        band("0.9", "1.0", "0.8", null),
                        band("1.0", null, "1.0", null)),
                "cap",
                new BigDecimal("1.2"),
                "rewards",
                List.of(
                        map("kind", "PUBLIC_PRAISE", "description", "d", "from", 1),
                        map("kind", "TRAINING_PLACE", "description", "d", "from", new BigDecimal("1.2"))));
        story.tell(
                "incentive.SchemeDefined",
                "earn-sums",
                "2024-01-01T00:00:00Z",
                "planId",
                "earn-other-plan",
                "name",
                "Sums",
                "currency",
                "CNY",
                "bands",
                List.of(band("0.5", null, null, "777")),
                "cap",
                null,
                "rewards",
                List.of());
        for (String sold : SOLD) {
            story.goal(
                            "earn-" + sold,
                            "2024-01-01T00:00:00Z",
                            "100",
                            "2024-01-01",
                            "2024-03-31",
                            Story.scope("EARN-" + sold),
                            Map.of("planId", "earn-plan"))
                    .order("earn-o-" + sold, "c", "EARN-" + sold, sold, "CNY", "2024-02-01T00:00:00Z");
        }
        story.goal(
                        "earn-sum",
                        "2024-01-01T00:00:00Z",
                        "100",
                        "2024-01-01",
                        "2024-03-31",
                        Story.scope("EARN-80"),
                        Map.of("planId", "earn-other-plan"))
                .tell(
                        "incentive.AwardRecorded",
                        "earn-scheme",
                        "2024-04-10T00:00:00Z",
                        "awardId",
                        "award",
                        "goalId",
                        "earn-99.99",
                        "representative",
                        "mei.rep",
                        "completion",
                        new BigDecimal("0.9999"),
                        "base",
                        1000,
                        "entitlement",
                        new BigDecimal("799.92"),
                        "amount",
                        1000,
                        "rewards",
                        List.of("PUBLIC_PRAISE"),
                        "reason",
                        "a cent was missing")
                .end();
    }

    @ParameterizedTest
    @CsvSource({
        "79.99, , 0, ",
        "80, 0.8, 400.00, ",
        "89.9999, 0.8, 450.00, ",
        "90, 0.9, 720.00, ",
        "99.99, 0.9, 799.92, ",
        "100, 1.0, 1000.00, PUBLIC_PRAISE",
        "119.99, 1.0, 1199.90, PUBLIC_PRAISE",
        "120, 1.0, 1200.00, 'PUBLIC_PRAISE, TRAINING_PLACE'",
        "150, 1.0, 1200.00, 'PUBLIC_PRAISE, TRAINING_PLACE'"
    })
    void theBandOfTheCompletionDecides(
            String sold, @Nullable BigDecimal band, String entitlement, @Nullable String rewards) {
        JsonNode row = report("/api/reports/incentives?base=1000&goal=earn-" + sold + "&asOf=2024-04-30T00:00:00Z")
                .at("/rows/0");
        assertThat(row.get("entitlement").decimalValue()).isEqualByComparingTo(entitlement);
        if (band == null) {
            assertThat(row.get("bandFrom").isNull()).isTrue();
        } else {
            assertThat(row.get("bandFrom").decimalValue()).isEqualByComparingTo(band);
        }
        assertThat(row.get("rewards").isNull() ? null : row.get("rewards").asString())
                .isEqualTo(rewards);
        assertThat(row.get("completion").decimalValue()).isEqualByComparingTo(new BigDecimal(sold).movePointLeft(2));
    }

    @Test
    void aBandMayPayASumAndARateNeedsABase() {
        String url = "/api/reports/incentives?asOf=2024-04-30T00:00:00Z&goal=";
        assertThat(report(url + "earn-sum").at("/rows/0/entitlement").decimalValue())
                .isEqualByComparingTo("777");
        assertThat(report(url + "earn-100").at("/rows/0/entitlement").isNull()).isTrue();
        assertThat(get(token("bi"), url + "earn-100&base=-1").getStatusCode().value())
                .isEqualTo(400);
    }

    @Test
    void whatWasAwardedStandsBesideItFromItsInstantOn() {
        String url = "/api/reports/incentives?base=1000&goal=earn-99.99&asOf=";
        JsonNode row = report(url + "2024-04-30T00:00:00Z").at("/rows/0");
        assertThat(row.get("awarded").decimalValue()).isEqualByComparingTo("1000");
        assertThat(row.get("awardEntitlement").decimalValue()).isEqualByComparingTo("799.92");
        assertThat(row.get("awardRewards").asString()).isEqualTo("PUBLIC_PRAISE");
        assertThat(row.get("awardedAt").asString()).isEqualTo("2024-04-10T00:00:00Z");
        assertThat(report(url + "2024-04-09T00:00:00Z").at("/rows/0/awardId").isNull())
                .isTrue();
    }

    @Test
    void anEntitlementIsExplainedByItsSchemeItsBandItsAwardsAndItsAttainment() {
        JsonNode explained =
                report("/api/reports/explain?figure=incentives&base=1000&goal=earn-99.99&asOf=2024-04-30T00:00:00Z");

        assertThat(explained.at("/figure/rows/0/entitlement").decimalValue()).isEqualByComparingTo("799.92");
        assertThat(explained.at("/figure/rows/0/awarded").decimalValue()).isEqualByComparingTo("1000");
        assertThat(Causes.types(explained, "earn-99.99: band from 0.9 to 1.0")).containsExactly("SchemeDefined");
        assertThat(Causes.types(explained, "earn-99.99: award")).containsExactly("AwardRecorded");
        assertThat(Causes.types(explained, "earn-99.99"))
                .containsExactlyInAnyOrder(
                        "GoalDrafted", "GoalSubmitted", "GoalApproved", "GoalActivated", "OrderPlaced");
        assertThat(Causes.sums(explained, "amount"))
                .isEqualTo(Map.of("earn-99.99", new BigDecimal("99.99"), "earn-99.99: award", new BigDecimal("1000")));
        assertThat(explained.at("/events/rows").findValuesAsString("link"))
                .contains("/api/incentive-schemes/earn-scheme/history");

        assertThat(Causes.types(
                        report("/api/reports/explain?figure=incentives&goal=earn-79.99&asOf=2024-04-30T00:00:00Z"),
                        "earn-79.99: below the first band"))
                .containsExactly("SchemeDefined");
        assertThat(Causes.types(
                        report("/api/reports/explain?figure=incentives&goal=earn-100&asOf=2024-04-30T00:00:00Z"),
                        "earn-100: band from 1.0"))
                .containsExactly("SchemeDefined");
    }

    @Test
    void anAwardMovesWhatWasAwardedAndNotWhatIsEarned() {
        JsonNode changes = report(
                        "/api/reports/compare?figure=incentives&base=1000&goal=earn-99.99&before=2024-01-15T00:00:00Z&asOf=2024-04-30T00:00:00Z")
                .at("/changes");
        assertThat(changes).hasSize(1);
        assertThat(changes.at("/0/difference/entitlement").decimalValue()).isEqualByComparingTo("799.92");
        assertThat(changes.at("/0/difference/awarded").decimalValue()).isEqualByComparingTo("1000");

        JsonNode award = report(
                        "/api/reports/compare?figure=incentives&base=1000&goal=earn-99.99&before=2024-04-09T00:00:00Z&asOf=2024-04-30T00:00:00Z")
                .at("/changes/0");
        assertThat(award.at("/movement/awarded").decimalValue()).isEqualByComparingTo("1000");
        assertThat(award.at("/movement/entitlement").isMissingNode()).isTrue();
    }

    @Test
    void aGoalThatWasClosedTooHighShowsWhatItWouldBeAndWhatWouldBeTakenBack() {
        if (!isTold("claw-goal")) {
            story().territory("CLAW", null, "Asia/Shanghai")
                    .tell(
                            "incentive.SchemeDefined",
                            "claw-scheme",
                            "2024-12-01T00:00:00Z",
                            "planId",
                            "claw-plan",
                            "name",
                            "bonus",
                            "currency",
                            "CNY",
                            "bands",
                            List.of(band("0.9", "1.0", "0.8", null), band("1.0", null, "1.0", null)),
                            "cap",
                            new BigDecimal("1.2"),
                            "rewards",
                            List.of())
                    .goal(
                            "claw-goal",
                            "2024-12-01T00:00:00Z",
                            "180000",
                            "2025-01-01",
                            "2025-03-31",
                            Story.scope("CLAW"),
                            Map.of("planId", "claw-plan"))
                    .order("claw-1", "c", "CLAW", "170000", "CNY", "2025-02-01T00:00:00Z")
                    .tell(
                            "goal.GoalClosed",
                            "claw-goal",
                            "2025-04-06T00:00:00Z",
                            "actual",
                            216000,
                            "target",
                            180000,
                            "outcome",
                            "ACHIEVED")
                    .tell(
                            "incentive.AwardRecorded",
                            "claw-scheme",
                            "2025-04-10T00:00:00Z",
                            "awardId",
                            "claw-award",
                            "goalId",
                            "claw-goal",
                            "representative",
                            "mei.rep",
                            "completion",
                            new BigDecimal("1.2"),
                            "base",
                            10000,
                            "entitlement",
                            12000,
                            "amount",
                            12000,
                            "rewards",
                            List.of(),
                            "reason",
                            "")
                    // a return of March that is entered in May
                    .recordedAt("2025-05-01T00:00:00Z")
                    .tell(
                            "order.LinesReturned",
                            "claw-1",
                            "2025-03-20T00:00:00Z",
                            "lines",
                            List.of(map("lineId", "line", "quantity", new BigDecimal("0.01"), "amount", 2000)))
                    .end();
        }

        JsonNode closing = report("/api/reports/closings?goal=claw-goal&asOf=2025-06-01T00:00:00Z")
                .at("/rows/0");
        assertThat(closing.get("outcome").asString()).isEqualTo("ACHIEVED");
        assertThat(closing.get("restatedOutcome").asString()).isEqualTo("MISSED");
        Map.of(
                        "closedActual", "216000",
                        "measuredActual", "170000",
                        "statedDifference", "46000",
                        "restatedActual", "168000",
                        "lateDifference", "-2000",
                        "difference", "-48000",
                        "closedAttainment", "1.2",
                        "restatedAttainment", "0.933333")
                .forEach((field, figure) ->
                        assertThat(closing.get(field).decimalValue()).as(field).isEqualByComparingTo(figure));
        JsonNode explained = report("/api/reports/explain?figure=closings&goal=claw-goal&asOf=2025-06-01T00:00:00Z");
        assertThat(Causes.types(explained, "claw-goal: since")).containsExactly("LinesReturned");
        assertThat(Causes.types(explained, "claw-goal: closed")).containsExactly("GoalClosed");

        JsonNode award = report("/api/reports/incentives?goal=claw-goal&asOf=2025-06-01T00:00:00Z")
                .at("/rows/0");
        assertThat(award.get("restatedEntitlement").decimalValue()).isEqualByComparingTo("7466.67");
        assertThat(award.get("clawBack").decimalValue()).isEqualByComparingTo("4533.33");
        assertThat(db.sql("select restated_outcome from bi.goal_closing where goal_id = 'claw-goal'")
                        .query(String.class)
                        .single())
                .isEqualTo("MISSED");
    }

    private static Map<String, @Nullable Object> band(
            String from, @Nullable String to, @Nullable String rate, @Nullable String sum) {
        return map("from", number(from), "to", number(to), "rate", number(rate), "sum", number(sum));
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
