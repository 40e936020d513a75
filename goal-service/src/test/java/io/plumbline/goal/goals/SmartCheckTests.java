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

        assertThat(check(sales, CHINA, null, null)).allMatch(Verdict::met);
        assertThat(check(customers, CHINA, null, null)).allMatch(Verdict::met);
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
        assertThat(check(customers, null, plan(null), null)).allMatch(Verdict::met);
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
                        null))
                .allMatch(Verdict::met);
    }

    @Test
    void consistentIsWhatAddsUp() {
        Decomposition missesACent = new Decomposition(
                "d",
                Dimension.CHANNEL,
                AllocationMethod.EXPLICIT,
                List.of(new Allotment(goalId(1), money("6499999.99"), null)));

        assertFails(
                Criterion.CONSISTENT,
                new SmartCheck(
                                eastChina(),
                                CHINA,
                                null,
                                List.of(missesACent),
                                null,
                                new BigDecimal("0.50"),
                                GoalSamples.TREE)
                        .verdicts());
    }

    private static GoalDefinition growing(String target) {
        return eastChina().withTarget(money(target), List.of());
    }

    private static PlanOutline plan(@Nullable Integer capacity) {
        return new PlanOutline(
                new PlanId("0198c1f0-2222-7000-8000-000000000001"),
                GoalSamples.CHINA,
                "wei.manager",
                GoalSamples.CNY,
                YEAR,
                PlanStatus.DRAFT,
                capacity);
    }

    private static List<Verdict> check(
            GoalDefinition goal, @Nullable GoalDefinition parent, @Nullable PlanOutline plan, @Nullable String why) {
        return new SmartCheck(goal, parent, plan, List.of(), why, new BigDecimal("0.50"), GoalSamples.TREE).verdicts();
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
