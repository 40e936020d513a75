package io.plumbline.goal.goals;

import static io.plumbline.goal.goals.GoalSamples.ID;
import static io.plumbline.goal.goals.GoalSamples.goalId;
import static io.plumbline.goal.goals.GoalSamples.money;
import static io.plumbline.goal.goals.GoalSamples.period;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.goal.goals.GoalEvent.ClosingDeclined;
import io.plumbline.goal.goals.GoalEvent.ClosingRequested;
import io.plumbline.goal.goals.GoalEvent.DecompositionWithdrawn;
import io.plumbline.goal.goals.GoalEvent.GoalAbandoned;
import io.plumbline.goal.goals.GoalEvent.GoalActivated;
import io.plumbline.goal.goals.GoalEvent.GoalAmended;
import io.plumbline.goal.goals.GoalEvent.GoalApproved;
import io.plumbline.goal.goals.GoalEvent.GoalClosed;
import io.plumbline.goal.goals.GoalEvent.GoalDecomposed;
import io.plumbline.goal.goals.GoalEvent.GoalDrafted;
import io.plumbline.goal.goals.GoalEvent.GoalRejected;
import io.plumbline.goal.goals.GoalEvent.GoalRephased;
import io.plumbline.goal.goals.GoalEvent.GoalSubmitted;
import io.plumbline.goal.goals.GoalEvent.Outcome;
import io.plumbline.goal.goals.GoalEvent.TargetReallotted;
import io.plumbline.goal.goals.GoalEvent.TargetRevised;
import io.plumbline.goal.reports.Measurement;
import io.plumbline.goal.values.PlanId;
import io.plumbline.goal.values.Scope;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.testing.Contract;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GoalContractTests {

    private static final String DECOMPOSITION = "0198c1f0-9999-7000-8000-000000000001";

    private static final Measurement MEASURED = new Measurement(
            money("6050000"),
            null,
            Instant.parse("2024-12-31T15:59:59.999999Z"),
            Instant.parse("2025-01-06T02:00:00Z"));

    /** A figure that the closer typed: nothing was measured beside it. */
    @Test
    void whatWasClosedBeforeGoalsWereMeasuredStillReads() {
        GoalClosed typed = Contract.JSON.readValue("""
                {"goalId": "0198c1f0-1111-7000-8000-000000000001", "actual": 6310000.00, "target": 6200000.00,
                 "outcome": "ACHIEVED", "occurredAt": "2025-01-05T02:00:00Z"}
                """, GoalClosed.class);

        assertThat(typed)
                .isEqualTo(new GoalClosed(
                        ID,
                        money("6310000"),
                        money("6200000"),
                        Outcome.ACHIEVED,
                        null,
                        null,
                        null,
                        Instant.parse("2025-01-05T02:00:00Z")));
        assertThat(new GoalPublication().publish(typed)).hasNoNullFieldsOrPropertiesExcept("measured", "stated", "by");
    }

    @TestFactory
    Stream<DynamicTest> whatIsStoredAndPublishedIsWhatWasPromised() {
        return Contract.tests(
                new GoalPublication(), samples(), event -> event.goalId().value());
    }

    static List<GoalEvent> samples() {
        Allotment first = new Allotment(goalId(0xa), money("2600000"), new BigDecimal("0.4"));
        Allotment second = new Allotment(goalId(0xb), money("3900000"), new BigDecimal("0.6"));
        return List.of(
                new GoalDrafted(ID, GoalSamples.eastChina(), null, Instant.parse("2024-06-20T02:00:00Z")),
                new GoalAmended(ID, keyIndustries(), Instant.parse("2024-06-20T03:00:00Z")),
                new GoalSubmitted(ID, null, Instant.parse("2024-06-21T02:00:00Z")),
                new GoalApproved(ID, "wei.manager", Instant.parse("2024-06-22T02:00:00Z")),
                new GoalRejected(
                        ID, "wei.manager", "the baseline is last year's", Instant.parse("2024-06-22T02:00:00Z")),
                new GoalActivated(ID, Instant.parse("2024-06-30T16:00:00Z")),
                new TargetRevised(
                        ID,
                        money("6500000"),
                        money("6200000"),
                        phases("2700000", "3500000"),
                        List.of(first.withTarget(money("2480000")), second.withTarget(money("3720000"))),
                        "two representatives left",
                        false,
                        Instant.parse("2024-08-01T02:00:00Z")),
                new GoalRephased(
                        ID,
                        phases("3000000", "3200000"),
                        "the fair was moved to July",
                        Instant.parse("2024-08-02T02:00:00Z")),
                new GoalDecomposed(
                        ID,
                        new Decomposition(
                                DECOMPOSITION, Dimension.PRODUCT_LINE, AllocationMethod.WEIGHT, List.of(first, second)),
                        Instant.parse("2024-07-01T02:00:00Z")),
                new TargetReallotted(
                        ID,
                        DECOMPOSITION,
                        List.of(first.withTarget(money("2500000")), second.withTarget(money("4000000"))),
                        money("100000"),
                        "the new line sells",
                        Instant.parse("2024-07-15T02:00:00Z")),
                new DecompositionWithdrawn(
                        ID, DECOMPOSITION, "the lines are merged", Instant.parse("2024-08-03T02:00:00Z")),
                new ClosingRequested(
                        ID,
                        money("6310000"),
                        MEASURED,
                        "an order of December was entered for January",
                        "wei.manager",
                        Instant.parse("2025-01-06T02:00:00Z")),
                new ClosingDeclined(ID, "lena.sales-ops", "which order is it?", Instant.parse("2025-01-06T03:00:00Z")),
                new GoalClosed(
                        ID,
                        money("6310000"),
                        money("6200000"),
                        Outcome.ACHIEVED,
                        MEASURED,
                        new StatedActual(
                                money("6310000"), "an order of December was entered for January", "wei.manager"),
                        "lena.sales-ops",
                        Instant.parse("2025-01-07T02:00:00Z")),
                new GoalAbandoned(ID, "the region is given up", Instant.parse("2024-11-01T02:00:00Z")));
    }

    /** Everything that a definition can say. */
    private static GoalDefinition keyIndustries() {
        return new GoalDefinition(
                "Key industries in East China",
                new Measure(
                        Metric.MIX,
                        null,
                        null,
                        null,
                        new Measure.Numerator(
                                Metric.SALES_AMOUNT,
                                Scope.EVERYTHING.withIndustries(List.of("manufacturing", "retail")))),
                new BigDecimal("70.00"),
                new BigDecimal("64.50"),
                GoalSamples.H2,
                new Scope(
                        new TerritoryCode("EAST-CHINA"),
                        List.of("controllers"),
                        List.of("large"),
                        List.of(),
                        List.of("online"),
                        "mei.rep"),
                "mei.rep",
                new BigDecimal("0.3"),
                List.of(new Phase(period("2024-10-01", "2024-12-31"), new BigDecimal("72.00"))),
                new BigDecimal("0.10"),
                List.of(new StretchLevel("stretch", new BigDecimal("75.00"))),
                new PlanId("0198c1f0-2222-7000-8000-000000000001"),
                goalId(9),
                "two tenders are as good as won");
    }

    private static List<Phase> phases(String third, String fourth) {
        return List.of(
                new Phase(period("2024-07-01", "2024-09-30"), money(third)),
                new Phase(period("2024-10-01", "2024-12-31"), money(fourth)));
    }
}
