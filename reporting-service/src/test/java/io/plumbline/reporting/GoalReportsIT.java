package io.plumbline.reporting;

import static io.plumbline.reporting.Story.scope;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GoalReportsIT extends ReportingTest {

    private static final String[] QUARTERS = {
        "2024-01-01", "2024-03-31", "2000000", "2024-04-01", "2024-06-30", "2500000",
        "2024-07-01", "2024-09-30", "3000000", "2024-10-01", "2024-12-31", "2500000"
    };

    @ParameterizedTest
    @CsvSource({
        // 2.0 M and 45 of 91 days of 2.5 M are expected: 3 236 263.736...; 80 % and 90 % of it lie at ...010.98...,
        // ...637.36...
        "red,    2589010.98, RED",
        "yellow, 2589010.99, YELLOW",
        "almost, 2912637.36, YELLOW",
        "green,  2912637.37, GREEN"
    })
    void whileAGoalRunsItsLightComparesWithWhatIsExpectedByPhases(String territory, String sold, String light) {
        story().territory(territory, null, "Asia/Shanghai")
                .customer("c-" + territory, "large", "retail", territory)
                .goal(
                        "annual-" + territory,
                        "2024-01-01T00:00:00Z",
                        "10000000",
                        "2024-01-01",
                        "2024-12-31",
                        scope(territory),
                        QUARTERS)
                .order("o-" + territory, "c-" + territory, territory, sold, "CNY", "2024-02-01T00:00:00Z")
                .end();

        JsonNode goal = completion("annual-" + territory, "2024-05-15T08:00:00Z");

        assertThat(goal.get("actual").decimalValue()).isEqualByComparingTo(sold);
        assertThat(goal.get("expectedSeasonal").decimalValue()).isEqualByComparingTo("3236263.74");
        assertThat(goal.get("expectedLinear").decimalValue()).isEqualByComparingTo("3715846.99");
        assertThat(goal.get("expected")).isEqualTo(goal.get("expectedSeasonal"));
        assertThat(goal.get("light").asString()).isEqualTo(light);
        assertThat(goal.get("attainment").decimalValue())
                .isEqualByComparingTo(
                        new BigDecimal(sold).movePointLeft(7).setScale(6, java.math.RoundingMode.HALF_UP));
        assertThat(goal.get("variance").decimalValue())
                .isEqualByComparingTo(new BigDecimal(sold)
                        .subtract(new BigDecimal("3236263.736264"))
                        .setScale(2, java.math.RoundingMode.HALF_UP));
    }

    @ParameterizedTest
    @CsvSource({
        "under, 7999999.99, RED",
        "low, 8000000.00, YELLOW",
        "near, 8999999.99, YELLOW",
        "met, 9000000.00, GREEN"
    })
    void onceAGoalHasClosedItsLightComparesWithTheTarget(String territory, String sold, String light) {
        story().territory("closed-" + territory, null, "Asia/Shanghai")
                .goal(
                        "closed-" + territory,
                        "2024-01-01T00:00:00Z",
                        "10000000",
                        "2024-01-01",
                        "2024-12-31",
                        scope("closed-" + territory),
                        QUARTERS)
                .order("closed-o-" + territory, "c", "closed-" + territory, sold, "CNY", "2024-02-01T00:00:00Z")
                .end();

        JsonNode goal = completion("closed-" + territory, "2025-01-01T00:00:00Z");

        assertThat(goal.get("running").asBoolean()).isFalse();
        assertThat(goal.get("light").asString()).isEqualTo(light);
    }

    @Test
    void aGoalWithoutPhasesIsExpectedByDays() {
        story().territory("linear", null, "Asia/Shanghai")
                .goal("linear", "2024-07-01T00:00:00Z", "300000", "2024-07-01", "2024-09-30", scope("linear"))
                .end();

        JsonNode goal = completion("linear", "2024-07-23T00:00:00Z");

        assertThat(goal.get("expected").decimalValue()).isEqualByComparingTo("75000.00");
        assertThat(goal.get("expectedSeasonal").isNull()).isTrue();
        assertThat(goal.get("actual").decimalValue()).isEqualByComparingTo("0");
        assertThat(goal.get("light").asString()).isEqualTo("RED");
    }

    @Test
    void onlySalesOfTheScopeCountAndTheSubtreeBelongsToIt() {
        story().territory("EAST", null, "Asia/Shanghai")
                .territory("EAST-1", "EAST", "Asia/Shanghai")
                .territory("WEST", null, "Asia/Shanghai")
                .customer("maker", "large", "manufacturing", "EAST")
                .customer("bank", "large", "finance", "EAST")
                .goal(
                        "east",
                        "2024-06-20T00:00:00Z",
                        "6500000",
                        "2024-07-01",
                        "2024-12-31",
                        scope("EAST", "manufacturing", "retail"))
                .order("e1", "maker", "EAST", "1000000.10", "CNY", "2024-07-05T00:00:00Z")
                .order("e2", "maker", "EAST-1", "300000.05", "CNY", "2024-08-05T00:00:00Z")
                .order("e3", "bank", "EAST", "5000", "CNY", "2024-08-05T00:00:00Z")
                .order("e4", "maker", "WEST", "7000", "CNY", "2024-08-05T00:00:00Z")
                // 23:59:59 of 30 June and 00:00 of 1 January in Shanghai
                .order("e5", "maker", "EAST", "9000", "CNY", "2024-06-30T15:59:59Z")
                .order("e6", "maker", "EAST", "11000", "CNY", "2024-12-31T16:00:00Z")
                .order("e7", "maker", "EAST", "0.01", "CNY", "2024-06-30T16:00:00Z")
                .end();

        JsonNode goal = completion("east", "2025-02-01T00:00:00Z");

        assertThat(goal.get("actual").decimalValue()).isEqualByComparingTo("1300000.16");
        assertThat(goal.get("attainment").decimalValue()).isEqualByComparingTo("0.200000");
    }

    @Test
    void amountsOfAnotherCurrencyAreLeftOutAndNamed() {
        story().goal("mixed", "2024-01-01T00:00:00Z", "1000", "2024-01-01", "2024-12-31", scope("MIXED"))
                .order("mixed-1", "c", "MIXED", "10", "CNY", "2024-02-01T00:00:00Z")
                .order("mixed-2", "c", "MIXED", "10", "USD", "2024-02-01T00:00:00Z")
                .end();

        JsonNode goal = completion("mixed", "2024-03-01T00:00:00Z");

        assertThat(goal.get("actual").decimalValue()).isEqualByComparingTo("10");
        assertThat(goal.get("complete").asBoolean()).isFalse();
        assertThat(goal.get("unavailableReason").asString()).isEqualTo("rate-missing: USD to CNY");
        assertThat(goal.get("unconverted").asString()).isEqualTo("USD 10");
    }

    @Test
    void aRevisedTargetHoldsFromItsInstantOnAndTheOriginalIsKept() {
        story().goal("revised", "2024-06-20T00:00:00Z", "6500000", "2024-07-01", "2024-12-31", scope("REVISED"))
                .order("r1", "c", "REVISED", "3100000", "CNY", "2024-07-10T00:00:00Z")
                .tell(
                        "goal.TargetRevised",
                        "revised",
                        "2024-08-01T02:00:00Z",
                        "newTarget",
                        new BigDecimal("6200000"),
                        "phasing",
                        java.util.List.of(),
                        "reason",
                        "two left")
                .end();

        assertThat(completion("revised", "2024-07-31T00:00:00Z").get("target").decimalValue())
                .isEqualByComparingTo("6500000");
        JsonNode after = completion("revised", "2024-08-02T00:00:00Z");
        assertThat(after.get("target").decimalValue()).isEqualByComparingTo("6200000");
        assertThat(after.get("attainment").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(after.get("attainmentOfOriginal").decimalValue()).isEqualByComparingTo("0.476923");
        assertThat(after.get("revision").asInt()).isEqualTo(1);
    }

    @Test
    void whatWasRecordedLaterIsNotInWhatWasKnown() {
        story().goal("known", "2024-06-20T00:00:00Z", "1000", "2024-07-01", "2024-12-31", scope("KNOWN"))
                .order("k1", "c", "KNOWN", "100", "CNY", "2024-07-10T00:00:00Z")
                .recordedAt("2024-08-15T00:00:00Z")
                .order("k2", "c", "KNOWN", "50", "CNY", "2024-07-11T00:00:00Z")
                .end();

        String url = "/api/reports/completion?goal=known&asOf=2024-07-31T00:00:00Z&knownAt={k}";
        assertThat(report(url, "2024-07-31T00:00:00Z").at("/rows/0/actual").decimalValue())
                .isEqualByComparingTo("100");
        assertThat(report(url, "2024-08-15T00:00:00Z").at("/rows/0/actual").decimalValue())
                .isEqualByComparingTo("150");
    }

    @Test
    void eachPhaseDeviatesByItsOwnAndAFinishedOneIsHeldToTheStandard() {
        story().territory("PHASES", null, "Asia/Shanghai")
                .goal(
                        "phases",
                        "2024-01-01T00:00:00Z",
                        "10000000",
                        "2024-01-01",
                        "2024-12-31",
                        scope("PHASES"),
                        QUARTERS)
                .order("p1", "c", "PHASES", "1900000", "CNY", "2024-02-01T00:00:00Z")
                .order("p2", "c", "PHASES", "2375000.01", "CNY", "2024-05-01T00:00:00Z")
                .order("p3", "c", "PHASES", "1000000", "CNY", "2024-07-02T00:00:00Z")
                .end();

        JsonNode phases = report("/api/reports/variance?goal=phases&asOf=2024-08-15T00:00:00Z")
                .at("/rows");

        assertThat(phases).hasSize(5);
        assertThat(phases.get(0).get("actual").decimalValue()).isEqualByComparingTo("5275000.01");
        assertThat(phases.get(0).get("variance").decimalValue()).isEqualByComparingTo("-4724999.99");
        // 2.0 + 2.5 + 3.0 x 46/92 M
        assertThat(phases.get(0).get("expected").decimalValue()).isEqualByComparingTo("6000000.00");
        assertThat(phases.get(0).get("varianceToDate").decimalValue()).isEqualByComparingTo("-724999.99");
        assertThat(phases.get(0).get("light").asString()).isEqualTo("YELLOW");
        assertThat(phases.get(1).get("variance").decimalValue()).isEqualByComparingTo("-100000");
        assertThat(phases.get(1).get("varianceShare").decimalValue()).isEqualByComparingTo("-0.05");
        assertThat(phases.get(1).get("withinStandard").asBoolean()).isTrue();
        assertThat(phases.get(2).get("withinStandard").asBoolean()).isTrue();
        assertThat(phases.get(3).get("withinStandard").isNull()).isTrue();
        assertThat(phases.get(3).get("expected").decimalValue()).isEqualByComparingTo("1500000.00");
        assertThat(phases.get(3).get("light").asString()).isEqualTo("RED");
        assertThat(phases.get(4).get("light").isNull()).isTrue();
    }

    @Test
    void otherThresholdsCanBeTried() {
        story().goal("thresholds", "2024-01-01T00:00:00Z", "100", "2024-01-01", "2024-12-31", scope("THRESHOLDS"))
                .order("t1", "c", "THRESHOLDS", "85", "CNY", "2024-02-01T00:00:00Z")
                .end();
        String url = "/api/reports/completion?goal=thresholds&asOf=2025-02-01T00:00:00Z";

        assertThat(report(url).at("/rows/0/light").asString()).isEqualTo("YELLOW");
        assertThat(report(url + "&redBelow=0.86&yellowBelow=0.9")
                        .at("/rows/0/light")
                        .asString())
                .isEqualTo("RED");
        assertThat(report(url + "&redBelow=0.5&yellowBelow=0.6")
                        .at("/rows/0/light")
                        .asString())
                .isEqualTo("GREEN");
    }

    private JsonNode completion(String goal, String asOf) {
        return report("/api/reports/completion?goal={goal}&asOf={asOf}", goal, asOf)
                .at("/rows/0");
    }
}
