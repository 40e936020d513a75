package io.plumbline.goal.goals;

import static io.plumbline.goal.goals.GoalSamples.H2;
import static io.plumbline.goal.goals.GoalSamples.ID;
import static io.plumbline.goal.goals.GoalSamples.JUNE;
import static io.plumbline.goal.goals.GoalSamples.LENA;
import static io.plumbline.goal.goals.GoalSamples.MEI;
import static io.plumbline.goal.goals.GoalSamples.OTTO;
import static io.plumbline.goal.goals.GoalSamples.SALES;
import static io.plumbline.goal.goals.GoalSamples.WEI;
import static io.plumbline.goal.goals.GoalSamples.eastChina;
import static io.plumbline.goal.goals.GoalSamples.goal;
import static io.plumbline.goal.goals.GoalSamples.goalId;
import static io.plumbline.goal.goals.GoalSamples.money;
import static io.plumbline.goal.goals.GoalSamples.period;
import static io.plumbline.goal.goals.GoalSamples.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.goal.goals.GoalCommand.AbandonGoal;
import io.plumbline.goal.goals.GoalCommand.ActivateGoal;
import io.plumbline.goal.goals.GoalCommand.AmendGoal;
import io.plumbline.goal.goals.GoalCommand.ApproveGoal;
import io.plumbline.goal.goals.GoalCommand.CloseGoal;
import io.plumbline.goal.goals.GoalCommand.ConfirmClosing;
import io.plumbline.goal.goals.GoalCommand.DeclineClosing;
import io.plumbline.goal.goals.GoalCommand.DraftGoal;
import io.plumbline.goal.goals.GoalCommand.RejectGoal;
import io.plumbline.goal.goals.GoalCommand.RephaseGoal;
import io.plumbline.goal.goals.GoalCommand.RequestClosing;
import io.plumbline.goal.goals.GoalCommand.ReviseTarget;
import io.plumbline.goal.goals.GoalCommand.SubmitGoal;
import io.plumbline.goal.goals.GoalEvent.ClosingDeclined;
import io.plumbline.goal.goals.GoalEvent.ClosingRequested;
import io.plumbline.goal.goals.GoalEvent.GoalAbandoned;
import io.plumbline.goal.goals.GoalEvent.GoalActivated;
import io.plumbline.goal.goals.GoalEvent.GoalAmended;
import io.plumbline.goal.goals.GoalEvent.GoalApproved;
import io.plumbline.goal.goals.GoalEvent.GoalClosed;
import io.plumbline.goal.goals.GoalEvent.GoalDrafted;
import io.plumbline.goal.goals.GoalEvent.GoalRejected;
import io.plumbline.goal.goals.GoalEvent.GoalRephased;
import io.plumbline.goal.goals.GoalEvent.GoalSubmitted;
import io.plumbline.goal.goals.GoalEvent.Outcome;
import io.plumbline.goal.goals.GoalEvent.TargetRevised;
import io.plumbline.goal.plans.PlanOutline;
import io.plumbline.goal.plans.Plans;
import io.plumbline.goal.reports.Measurement;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.PlanId;
import io.plumbline.goal.values.Scope;
import io.plumbline.platform.testing.RejectedBy;
import io.plumbline.platform.write.command.Actor;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GoalTests {

    private static final Instant NOW = Instant.parse("2025-01-10T00:00:00Z");
    private static final Instant AUGUST = Instant.parse("2024-08-01T02:00:00Z");
    private static final GoalId PARENT = goalId(9);

    private static final GoalDefinition CHINA_2024 = goal(SALES, "20000000", GoalSamples.YEAR, scope("CHINA"));

    @Test
    void aDraftMayLeaveOpenWhatTheCheckAsksFor() {
        GoalDefinition draft = goal(null, null, null, scope("EAST-CHINA"));

        when(WEI, new DraftGoal(ID, draft, JUNE)).expectEvents(new GoalDrafted(ID, draft, null, JUNE));
    }

    @Test
    void raiseEastChinaIsNoGoal() {
        refuses(
                when(
                        LENA,
                        new SubmitGoal(ID, null, null),
                        new GoalDrafted(ID, goal(null, null, null, scope("EAST-CHINA")), null, JUNE)),
                "specific",
                "measurable",
                "relevant",
                "time-bound");
    }

    @Test
    void whatPassesTheCheckIsSubmitted() {
        when(LENA, new SubmitGoal(ID, null, JUNE), drafted(eastChina().under(PARENT)))
                .expectEvents(new GoalSubmitted(ID, null, JUNE));
    }

    @Test
    void aGoalNobodyKnowsTheParentOfIsRefused() {
        refuses(when(LENA, new DraftGoal(ID, eastChina().under(goalId(77)), null)), "known-parent");
    }

    @Test
    void aManagerOfTheTerritoryApproves() {
        GoalEvent submitted = new GoalSubmitted(ID, null, JUNE);

        when(WEI, new ApproveGoal(ID, AUGUST), drafted(), submitted)
                .expectEvents(new GoalApproved(ID, "wei.manager", AUGUST));
        for (Actor other : List.of(LENA, OTTO, MEI)) {
            refuses(when(other, new ApproveGoal(ID, AUGUST), drafted(), submitted), "manager");
            refuses(when(other, new RejectGoal(ID, "no", AUGUST), drafted(), submitted), "manager");
        }
    }

    @Test
    void aGoalOfNoTerritoryIsApprovedByAManagerOfAll() {
        GoalDefinition unbound = goal(SALES, "1", H2, Scope.EVERYTHING.withChannels(List.of("online")));
        Actor ofAll = new Actor("zhou.manager", Set.of("manager"), Set.of("CHINA", "EUROPE"));

        refuses(when(WEI, new ApproveGoal(ID, JUNE), drafted(unbound), new GoalSubmitted(ID, null, JUNE)), "manager");
        when(ofAll, new ApproveGoal(ID, JUNE), drafted(unbound), new GoalSubmitted(ID, null, JUNE))
                .expectEvents(new GoalApproved(ID, "zhou.manager", JUNE));
    }

    @Test
    void aRejectedGoalIsADraftAgainOnceItIsAmended() {
        GoalRejected rejected = new GoalRejected(ID, "wei.manager", "too low", JUNE);

        refuses(when(LENA, new SubmitGoal(ID, null, null), drafted(), rejected), "status");
        when(LENA, new AmendGoal(ID, eastChina(), AUGUST), drafted(eastChina().under(PARENT)), rejected)
                .expectEvents(new GoalAmended(ID, eastChina().under(PARENT), AUGUST));
    }

    @Test
    void aRevisedTargetKeepsWhatItWasAndWhy() {
        when(LENA, new ReviseTarget(ID, money("6200000"), null, false, "two left", AUGUST), active())
                .expectEvents(new TargetRevised(
                        ID,
                        money("6500000"),
                        money("6200000"),
                        List.of(
                                new Phase(period("2024-07-01", "2024-09-30"), money("2861538.46")),
                                new Phase(period("2024-10-01", "2024-12-31"), money("3338461.54"))),
                        List.of(),
                        "two left",
                        false,
                        AUGUST));
    }

    @Test
    void onlyAnActiveGoalsTargetIsRevised() {
        refuses(when(LENA, new ReviseTarget(ID, money("1"), null, false, "why not", AUGUST), drafted()), "status");
    }

    @ParameterizedTest
    @CsvSource({
        // 184 days from July on: four fifths are 147.2, so the last fifth begins with 26 November, in Shanghai's days
        "2024-11-25T15:59:59Z, 6000000, false",
        "2024-11-25T16:00:00Z, 6000000, true",
        "2024-12-30T00:00:00Z, 7000000, false"
    })
    void aTargetLoweredInTheLastFifthOfItsPeriodIsFlagged(Instant at, String target, boolean flagged) {
        BigDecimal newTarget = money(target);

        when(LENA, new ReviseTarget(ID, newTarget, null, false, "late", at), active())
                .expectEvents(new TargetRevised(
                        ID,
                        money("6500000"),
                        newTarget,
                        eastChina().scaledPhasing(newTarget, LocalDate.parse("2024-10-01")),
                        List.of(),
                        "late",
                        flagged,
                        at));
    }

    @Test
    void whatItsParentAllottedIsNotRevisedHere() {
        GoalEvent allotted =
                new GoalDrafted(ID, eastChina().under(PARENT), "0198c1f0-9999-7000-8000-000000000001", JUNE);

        refuses(
                when(
                        LENA,
                        new ReviseTarget(ID, money("1"), null, false, "alone", AUGUST),
                        allotted,
                        new GoalActivated(ID, JUNE)),
                "in-ledger");
        refuses(
                when(LENA, new AmendGoal(ID, goal(SALES, "1", H2, scope("EAST-CHINA")), AUGUST), allotted),
                "in-ledger");
        refuses(when(LENA, new AbandonGoal(ID, "alone", AUGUST), allotted), "still-allotted");
    }

    @Test
    void phasesAddUpToTheTargetWithinThePeriod() {
        List<Phase> phases = List.of(
                new Phase(period("2024-07-01", "2024-09-30"), money("2500000")),
                new Phase(period("2024-10-01", "2024-12-31"), money("4000000")));

        when(WEI, new RephaseGoal(ID, phases, false, "the fair", AUGUST), active())
                .expectEvents(new GoalRephased(ID, phases, "the fair", AUGUST));
        refuses(when(WEI, rephase(phase("2024-07-01", "2024-12-31", "6499999.99")), active()), "adds-up");
        refuses(when(WEI, rephase(phase("2024-06-30", "2024-12-31", "6500000")), active()), "inside-period");
        refuses(
                when(
                        WEI,
                        rephase(
                                phase("2024-07-01", "2024-09-30", "3000000"),
                                phase("2024-09-30", "2024-12-31", "3500000")),
                        active()),
                "no-overlap");
    }

    @Test
    void aGoalIsClosedAsAchievedOrMissedWithWhatIsMeasured() {
        when(WEI, new CloseGoal(ID, measured("6500000"), null, NOW), active())
                .expectEvents(closed("6500000", Outcome.ACHIEVED));
        when(WEI, new CloseGoal(ID, measured("6499999.99"), new BigDecimal("6499999.990"), NOW), active())
                .expectEvents(closed("6499999.99", Outcome.MISSED));
        refuses(
                when(WEI, new CloseGoal(ID, measured("6499999.99"), new BigDecimal("6500000"), NOW), active()),
                "measured-actual");
        refuses(
                when(WEI, new CloseGoal(ID, measured("6499999.99"), new BigDecimal("6499999.994"), NOW), active()),
                "measured-actual");
        Measurement incomplete = new Measurement(money("6500000"), "rates-missing", NOW, NOW);
        refuses(when(WEI, new CloseGoal(ID, incomplete, null, NOW), active()), "measured");
        refuses(when(WEI, new CloseGoal(ID, null, null, NOW), active()), "measured");
        refuses(when(OTTO, new CloseGoal(ID, measured("6500000"), null, NOW), active()), "manager");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-12-30T00:00:00Z, period-over",
        "2024-12-31T15:59:59Z, period-over",
        "2024-12-31T16:00:00Z, grace-period",
        "2025-01-05T15:59:59Z, grace-period"
    })
    void aGoalIsClosedWhenItsPeriodAndTheGracePeriodAreOverInItsTerritory(Instant at, String rule) {
        refuses(when(WEI, new CloseGoal(ID, measured("6500000"), null, at), active()), rule);
        refuses(when(WEI, new RequestClosing(ID, measured("6500000"), money("1"), "why", at), active()), rule);
        Instant open = Instant.parse("2025-01-05T16:00:00Z");
        when(WEI, new CloseGoal(ID, measured("6500000"), null, open), active())
                .expectEvents(new GoalClosed(
                        ID,
                        money("6500000"),
                        money("6500000"),
                        Outcome.ACHIEVED,
                        measured("6500000"),
                        null,
                        "wei.manager",
                        open));
    }

    @Test
    void anotherFigureIsAskedForByOneAndConfirmedByAnother() {
        ClosingRequested asked =
                new ClosingRequested(ID, money("6600000"), measured("6400000"), "entered late", "wei.manager", NOW);

        when(WEI, new RequestClosing(ID, measured("6400000"), money("6600000"), "entered late", NOW), active())
                .expectEvents(asked);
        refuses(
                when(WEI, new RequestClosing(ID, measured("6400000"), money("6400000"), "the same", NOW), active()),
                "other-than-measured");
        refuses(when(WEI, new ConfirmClosing(ID, NOW), and(active(), asked)), "duties");
        refuses(when(OTTO, new ConfirmClosing(ID, NOW), and(active(), asked)), "manager");
        refuses(when(LENA, new ConfirmClosing(ID, NOW), active()), "closing-requested");
        refuses(when(LENA, new ConfirmClosing(ID, AUGUST), and(active(), asked)), "after-request");
        when(LENA, new ConfirmClosing(ID, NOW), and(active(), asked))
                .expectEvents(new GoalClosed(
                        ID,
                        money("6600000"),
                        money("6500000"),
                        Outcome.ACHIEVED,
                        measured("6400000"),
                        new StatedActual(money("6600000"), "entered late", "wei.manager"),
                        "lena.sales-ops",
                        NOW));
        ClosingDeclined declined = new ClosingDeclined(ID, "lena.sales-ops", "no", NOW);
        when(LENA, new DeclineClosing(ID, "no", NOW), and(active(), asked)).expectEvents(declined);
        refuses(when(LENA, new ConfirmClosing(ID, NOW), and(active(), asked, declined)), "closing-requested");
    }

    @Test
    void nobodyApprovesWhatTheyThemselvesSubmitted() {
        Object mine = GenericEventMessage.asEventMessage(new GoalSubmitted(ID, null, JUNE))
                .andMetaData(Map.of("actor", "wei.manager"));

        refuses(when(WEI, new ApproveGoal(ID, AUGUST), drafted(), mine), "duties");
        refuses(when(WEI, new RejectGoal(ID, "no", AUGUST), drafted(), mine), "duties");
        GoalDefinition measuresWei = goal(SALES, "1", H2, scope("EAST-CHINA").withRepresentative("wei.manager"));
        refuses(
                when(WEI, new ApproveGoal(ID, AUGUST), drafted(measuresWei), new GoalSubmitted(ID, null, JUNE)),
                "duties");
    }

    @Test
    void aRevisionKeepsThePhasesThatAreOver() {
        Instant october = Instant.parse("2024-10-10T02:00:00Z");
        when(LENA, new ReviseTarget(ID, money("6200000"), null, false, "two left", october), active())
                .expectEvents(revised("6200000", "3000000", "3200000", october));
        refuses(
                when(LENA, new ReviseTarget(ID, money("2999999.99"), null, false, "half", october), active()),
                "ended-phases");
        when(LENA, new ReviseTarget(ID, money("3250000"), null, true, "two left", october), active())
                .expectEvents(revised("3250000", "1500000", "1750000", october));
        List<Phase> anew = List.of(
                new Phase(period("2024-07-01", "2024-09-30"), money("2000000")),
                new Phase(period("2024-10-01", "2024-12-31"), money("4200000")));
        refuses(
                when(LENA, new ReviseTarget(ID, money("6200000"), anew, false, "two left", october), active()),
                "ended-phases");
        refuses(when(LENA, new ReviseTarget(ID, money("0"), null, true, "nothing", october), active()), "above-zero");
    }

    private static TargetRevised revised(String target, String third, String fourth, Instant at) {
        return new TargetRevised(
                ID,
                money("6500000"),
                money(target),
                List.of(
                        new Phase(period("2024-07-01", "2024-09-30"), money(third)),
                        new Phase(period("2024-10-01", "2024-12-31"), money(fourth))),
                List.of(),
                "two left",
                false,
                at);
    }

    private static Measurement measured(String actual) {
        return new Measurement(money(actual), null, Instant.parse("2024-12-31T15:59:59.999999Z"), NOW);
    }

    private static GoalClosed closed(String actual, Outcome outcome) {
        return new GoalClosed(ID, money(actual), money("6500000"), outcome, measured(actual), null, "wei.manager", NOW);
    }

    private static Object[] and(Object[] given, Object... more) {
        return Stream.concat(Arrays.stream(given), Arrays.stream(more)).toArray();
    }

    @Test
    void aGoalThatIsOverStaysSo() {
        GoalEvent abandoned = new GoalAbandoned(ID, "given up", AUGUST);

        for (GoalCommand command : List.<GoalCommand>of(
                new AmendGoal(ID, eastChina(), null),
                new SubmitGoal(ID, null, null),
                new ActivateGoal(ID, null),
                new CloseGoal(ID, measured("1"), null, null),
                new AbandonGoal(ID, "again", null),
                rephase(phase("2024-07-01", "2024-12-31", "6500000")))) {
            refuses(when(LENA, command, drafted(), abandoned), "status");
        }
    }

    @Test
    void nothingHappensInTheFuture() {
        refuses(when(LENA, new DraftGoal(ID, eastChina(), NOW.plusSeconds(1))), "not-in-future");
    }

    @Test
    void aRepresentativeWorksOnWhatIsTheRepresentativesOwn() {
        GoalDefinition own = new GoalDefinition(
                "mine",
                SALES,
                money("1"),
                money("1"),
                H2,
                scope("EAST-CHINA"),
                "mei.rep",
                null,
                List.of(),
                GoalDefinition.DEFAULT_TOLERANCE,
                List.of(),
                null,
                PARENT,
                null);

        when(MEI, new SubmitGoal(ID, null, JUNE), drafted(own)).expectEvents(new GoalSubmitted(ID, null, JUNE));
        refuses(when(MEI, new SubmitGoal(ID, null, JUNE), drafted()), "owner");
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void everyMetricIsMeasurableOnceItsNumberSaysWhatItIsIn(Metric metric) {
        Measure whole = new Measure(
                metric,
                metric == Metric.UNITS ? "pieces" : null,
                metric.isMoney() ? GoalSamples.CNY : null,
                metric == Metric.ACTIVITIES ? ActivityKind.VISIT : null,
                metric == Metric.MIX
                        ? new Measure.Numerator(
                                Metric.SALES_AMOUNT, scope("EAST-CHINA").withIndustries(List.of("retail")))
                        : null);

        assertThat(whole.missing()).isNull();
        boolean needsMore = metric.isMoney()
                || Set.of(Metric.UNITS, Metric.ACTIVITIES, Metric.MIX).contains(metric);
        assertThat(GoalSamples.of(metric).missing() != null).isEqualTo(needsMore);
    }

    private static RephaseGoal rephase(Phase... phases) {
        return new RephaseGoal(ID, List.of(phases), false, "why", AUGUST);
    }

    private static Phase phase(String from, String to, String target) {
        return new Phase(period(from, to), money(target));
    }

    private static GoalDrafted drafted() {
        return drafted(eastChina());
    }

    private static GoalDrafted drafted(GoalDefinition definition) {
        return new GoalDrafted(ID, definition, null, JUNE);
    }

    private static Object[] active() {
        return new Object[] {
            drafted(),
            new GoalSubmitted(ID, null, JUNE),
            new GoalApproved(ID, "wei.manager", JUNE),
            new GoalActivated(ID, JUNE)
        };
    }

    private static ResultValidator<Goal> when(Actor actor, GoalCommand command, Object... given) {
        List<Object> events = new ArrayList<>(Arrays.asList(given));
        AggregateTestFixture<Goal> fixture = new AggregateTestFixture<>(Goal.class);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC))
                .registerInjectableResource(GoalSamples.territories())
                .registerInjectableResource(new ClosingPolicy(Duration.ofDays(5)))
                .registerInjectableResource(new SmartPolicy(new BigDecimal("0.50")))
                .registerInjectableResource(
                        (Children) (parts, change) -> assertThat(parts).isEmpty())
                .registerInjectableResource(new Plans() {
                    @Override
                    public @Nullable PlanOutline find(PlanId planId) {
                        return null;
                    }
                })
                .registerInjectableResource(new Goals() {
                    @Override
                    public @Nullable GoalDefinition definition(GoalId goalId) {
                        return goalId.equals(PARENT) ? CHINA_2024 : null;
                    }

                    @Override
                    public Set<GoalId> childrenThatAreOver(GoalId parentId, LocalDate endedBefore) {
                        return Set.of();
                    }
                });
        return fixture.given(events).when(command, actor.asMetaData());
    }

    private static void refuses(ResultValidator<Goal> result, String... rules) {
        result.expectNoEvents().expectException(RejectedBy.rules(rules));
    }
}
