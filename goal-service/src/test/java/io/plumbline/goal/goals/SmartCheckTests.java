package io.plumbline.goal.goals;

import static io.plumbline.goal.goals.GoalSamples.H2;
import static io.plumbline.goal.goals.GoalSamples.SALES;
import static io.plumbline.goal.goals.GoalSamples.YEAR;
import static io.plumbline.goal.goals.GoalSamples.eastChina;
import static io.plumbline.goal.goals.GoalSamples.goal;
import static io.plumbline.goal.goals.GoalSamples.goalId;
import static io.plumbline.goal.goals.GoalSamples.money;
import static io.plumbline.goal.goals.GoalSamples.of;
import static io.plumbline.goal.goals.GoalSamples.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.goal.goals.SmartCheck.Criterion;
import io.plumbline.goal.goals.SmartCheck.Verdict;
import io.plumbline.goal.plans.PlanOutline;
import io.plumbline.goal.plans.PlanStatus;
import io.plumbline.goal.values.PlanId;
import io.plumbline.goal.values.Scope;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmartCheckTests {

    private static final GoalDefinition CHINA = goal(SALES, "20000000", YEAR, scope("CHINA"));

    @Test
    void eastChinaFromFiveToSixAndAHalfMillionHoldsEveryLetter() {
        assertThat(check(eastChina(), CHINA, null, null)).allMatch(Verdict::met);
        assertThat(eastChina().growth()).isEqualByComparingTo("0.30");
    }

    @Test
    void keyIndustriesAreAMixOfSeventyPercent() {
        GoalDefinition mix = goal(
                new Measure(
                        Metric.MIX,
                        null,
                        null,
                        null,
                        new Measure.Numerator(
                                Metric.SALES_AMOUNT,
                                Scope.EVERYTHING.withIndustries(List.of("manufacturing", "retail")))),
                "70",
                H2,
                scope("EAST-CHINA"));

        assertThat(check(mix, CHINA, null, null)).allMatch(Verdict::met);
    }

    @Test
    void threeMonthsOfThreeHundredThousandAndFiveLargeCustomers() {
        Scope large = scope("SHANGHAI").withSegments(List.of("large"));
        GoalDefinition sales = goal(SALES, "300000", GoalSamples.period("2024-07-01", "2024-09-30"), large);
        GoalDefinition customers =
                goal(of(Metric.NEW_CUSTOMERS), "5", GoalSamples.period("2024-07-01", "2024-09-30"), large);

        assertThat(check(sales, CHINA, null, "as many as in spring")).allMatch(Verdict::met);
        assertThat(check(customers, CHINA, null, "as many as in spring")).allMatch(Verdict::met);
    }

    @Test
    void aRepurchaseRateOfSixtyPercentIsMeasurable() {
        assertThat(check(goal(of(Metric.REPURCHASE_RATE), "60", YEAR, scope("CHINA")), CHINA, null, null))
                .allMatch(Verdict::met);
    }

    @Test
    void specificNeedsAMetricAndAScope() {
        assertFails(Criterion.SPECIFIC, check(goal(SALES, "1", YEAR, Scope.EVERYTHING), null, plan(null), null));
        assertFails(Criterion.SPECIFIC, check(goal(null, null, YEAR, scope("CHINA")), CHINA, null, null));
    }

    @Test
    void measurableNeedsANumberWithAUnit() {
        assertFails(Criterion.MEASURABLE, check(goal(SALES, null, YEAR, scope("CHINA")), CHINA, null, null));
        assertFails(
                Criterion.MEASURABLE,
                check(goal(of(Metric.SALES_AMOUNT), "1", YEAR, scope("CHINA")), CHINA, null, null));
        assertFails(Criterion.MEASURABLE, check(goal(of(Metric.UNITS), "1", YEAR, scope("CHINA")), CHINA, null, null));
    }

    @Test
    void achievableIsGrowthOfNoMoreThanHalfUnlessJustified() {
        assertThat(check(growing("7500000"), CHINA, null, null)).allMatch(Verdict::met);
        assertFails(Criterion.ACHIEVABLE, check(growing("7500000.01"), CHINA, null, null));
        assertFails(Criterion.ACHIEVABLE, check(growing("7500000.01"), CHINA, null, "  "));
        assertThat(check(growing("7500000.01"), CHINA, null, "a tender is won")).allMatch(Verdict::met);
        assertFails(
                Criterion.ACHIEVABLE, check(goal(of(Metric.GROWTH), "50.01", YEAR, scope("CHINA")), CHINA, null, null));
    }

    @Test
    void achievableIsWhatThePlansPeopleCanCarry() {
        GoalDefinition customers = goal(of(Metric.NEW_CUSTOMERS), "300", YEAR, scope("CHINA"));

        assertFails(Criterion.ACHIEVABLE, check(customers, null, plan(180), null));
        assertThat(check(customers, null, plan(300), null)).allMatch(Verdict::met);
        assertFails(Criterion.ACHIEVABLE, check(customers, null, plan(null), null));
        assertThat(check(customers, null, plan(null), "two fairs")).allMatch(Verdict::met);
    }

    @Test
    void achievableNeedsABaselineOrAJustification() {
        GoalDefinition vast = goal(SALES, "999999999", YEAR, scope("CHINA"));

        assertThat(failed(check(vast, CHINA, null, null), Criterion.ACHIEVABLE).field())
                .isEqualTo("baseline");
        assertFails(Criterion.ACHIEVABLE, check(GoalSamples.from(vast, "0"), CHINA, null, null));
        assertFails(Criterion.ACHIEVABLE, check(GoalSamples.from(vast, "1000"), CHINA, null, null));
        assertThat(check(GoalSamples.from(vast, "900000000"), CHINA, null, null))
                .allMatch(Verdict::met);
        assertThat(check(vast, CHINA, null, "the state buys it all")).allMatch(Verdict::met);
        // what a parent allots rests on what the parent was found to be
        assertThat(smart(vast, CHINA, null, List.of(), true, null)).allMatch(Verdict::met);
        // shares, rates, scores and one's own work have a scale without one
        assertThat(check(goal(of(Metric.CUSTOMER_SATISFACTION), "90", YEAR, scope("CHINA")), CHINA, null, null))
                .allMatch(Verdict::met);
    }

    @ParameterizedTest
    @EnumSource(
            value = Metric.class,
            names = {"SALES_AMOUNT", "GROSS_PROFIT", "AVERAGE_ORDER_VALUE", "UNITS", "NEW_CUSTOMERS", "ACTIVE_CUSTOMERS"
            })
    void amountsAndCountsNeedABaseline(Metric metric) {
        assertThat(metric.needsBaseline()).isTrue();
    }

    @Test
    void measurableIsWhatTheReportsMeasure() {
        assertThat(failed(check(mixOf(Metric.ACTIVITIES), CHINA, null, null), Criterion.MEASURABLE)
                        .field())
                .isEqualTo("numerator");
        for (Metric counted : List.of(Metric.SALES_AMOUNT, Metric.UNITS, Metric.GROSS_PROFIT, Metric.NEW_CUSTOMERS)) {
            assertThat(check(mixOf(counted), CHINA, null, null)).allMatch(Verdict::met);
        }
        GoalDefinition satisfied = goal(
                of(Metric.CUSTOMER_SATISFACTION), "90", YEAR, scope("CHINA").withProductLines(List.of("controllers")));
        assertThat(failed(check(satisfied, CHINA, null, "of course"), Criterion.MEASURABLE)
                        .field())
                .isEqualTo("metric");
        GoalDefinition growth = goal(of(Metric.GROWTH), "30", YEAR, scope("CHINA"));
        assertThat(failed(check(growth, CHINA, null, "of course"), Criterion.MEASURABLE)
                        .field())
                .isEqualTo("baseline");
        assertThat(check(GoalSamples.from(growth, "400000"), CHINA, null, null)).allMatch(Verdict::met);
        GoalDefinition share = goal(of(Metric.MARKET_SHARE), "35", YEAR, scope("CHINA"));
        assertFails(Criterion.MEASURABLE, check(share, CHINA, null, "of course"));
        assertFails(Criterion.MEASURABLE, check(share, null, plan(null), "of course"));
        assertThat(check(share, null, plan(null, true), null)).allMatch(Verdict::met);
    }

    private static GoalDefinition mixOf(Metric counted) {
        return goal(
                new Measure(
                        Metric.MIX,
                        null,
                        null,
                        null,
                        new Measure.Numerator(counted, Scope.EVERYTHING.withIndustries(List.of("retail")))),
                "15",
                YEAR,
                scope("CHINA"));
    }

    @Test
    void consistentIsWithinThePlansTerritoryAndPeriod() {
        assertFails(Criterion.CONSISTENT, check(goal(SALES, "1", YEAR, scope("EUROPE")), null, plan(null), "so"));
        assertFails(
                Criterion.CONSISTENT,
                check(goal(SALES, "1", YEAR, Scope.EVERYTHING.withChannels(List.of("fair"))), null, plan(null), "so"));
        assertFails(
                Criterion.CONSISTENT,
                check(
                        goal(SALES, "1", GoalSamples.period("2023-12-31", "2024-12-31"), scope("SHANGHAI")),
                        null,
                        plan(null),
                        "so"));
        assertThat(check(goal(SALES, "1", YEAR, scope("SHANGHAI")), null, plan(null), "so"))
                .allMatch(Verdict::met);
        assertThat(failed(check(goal(SALES, "0", YEAR, scope("CHINA")), CHINA, null, "so"), Criterion.CONSISTENT)
                        .field())
                .isEqualTo("target");
    }

    @Test
    void relevantHangsUnderAPlanOrAGoal() {
        assertFails(Criterion.RELEVANT, check(eastChina(), null, null, null));
        assertThat(check(eastChina(), null, plan(null), null)).allMatch(Verdict::met);
    }

    @Test
    void timeBoundIsWithinTheParentsPeriod() {
        assertFails(Criterion.TIME_BOUND, check(goal(SALES, "1", null, scope("CHINA")), CHINA, null, null));
        assertFails(
                Criterion.TIME_BOUND,
                check(
                        goal(SALES, "1", GoalSamples.period("2024-07-01", "2025-01-01"), scope("CHINA")),
                        CHINA,
                        null,
                        null));
        assertFails(
                Criterion.TIME_BOUND,
                check(
                        goal(SALES, "1", GoalSamples.period("2023-12-31", "2024-06-30"), scope("CHINA")),
                        null,
                        plan(null),
                        null));
    }

    @Test
    void consistentIsWithinTheParentsScope() {
        GoalDefinition retail = goal(SALES, "1", YEAR, scope("EAST-CHINA").withIndustries(List.of("retail")));

        assertFails(Criterion.CONSISTENT, check(goal(SALES, "1", YEAR, scope("EUROPE")), CHINA, null, null));
        assertFails(Criterion.CONSISTENT, check(goal(SALES, "1", YEAR, scope("CHINA")), retail, null, null));
        assertFails(Criterion.CONSISTENT, check(goal(SALES, "1", YEAR, scope("SHANGHAI")), retail, null, null));
        assertThat(check(
                        goal(SALES, "1", YEAR, scope("SHANGHAI").withIndustries(List.of("retail"))),
                        retail,
                        null,
                        "as last year"))
                .allMatch(Verdict::met);
    }

    @Test
    void consistentIsWhatAddsUp() {
        Decomposition missesACent = new Decomposition(
                "d",
                Dimension.CHANNEL,
                AllocationMethod.EXPLICIT,
                List.of(new Allotment(goalId(1), money("6499999.99"), null)));

        assertFails(Criterion.CONSISTENT, smart(eastChina(), CHINA, null, List.of(missesACent), false, null));
    }

    private static GoalDefinition growing(String target) {
        return eastChina().withTarget(money(target), List.of());
    }

    private static PlanOutline plan(@Nullable Integer capacity) {
        return plan(capacity, false);
    }

    private static PlanOutline plan(@Nullable Integer capacity, boolean knowsMarketSize) {
        return new PlanOutline(
                new PlanId("0198c1f0-2222-7000-8000-000000000001"),
                GoalSamples.CHINA,
                "wei.manager",
                GoalSamples.CNY,
                YEAR,
                PlanStatus.DRAFT,
                knowsMarketSize,
                capacity);
    }

    private static List<Verdict> check(
            GoalDefinition goal, @Nullable GoalDefinition parent, @Nullable PlanOutline plan, @Nullable String why) {
        return smart(goal, parent, plan, List.of(), false, why);
    }

    private static List<Verdict> smart(
            GoalDefinition goal,
            @Nullable GoalDefinition parent,
            @Nullable PlanOutline plan,
            List<Decomposition> decompositions,
            boolean allotted,
            @Nullable String why) {
        return new SmartCheck(
                        goal, parent, plan, decompositions, allotted, why, new BigDecimal("0.50"), GoalSamples.TREE)
                .verdicts();
    }

    private static Verdict failed(List<Verdict> verdicts, Criterion criterion) {
        assertFails(criterion, verdicts);
        return verdicts.get(criterion.ordinal());
    }

    private static void assertFails(Criterion criterion, List<Verdict> verdicts) {
        assertThat(verdicts).extracting(Verdict::criterion).containsExactly(Criterion.values());
        assertThat(verdicts)
                .filteredOn(verdict -> verdict.criterion() == criterion)
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.met()).isFalse();
                    assertThat(verdict.reason()).isNotBlank();
                });
    }
}
