package io.plumbline.goal.plans;

import static io.plumbline.goal.plans.PlanContractTests.ID;
import static io.plumbline.goal.plans.PlanContractTests.RESOURCE;
import static io.plumbline.goal.plans.PlanContractTests.drafted;
import static io.plumbline.goal.plans.PlanContractTests.requested;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.goal.practices.Learned;
import io.plumbline.goal.practices.Library;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.testing.FixedTerritories;
import io.plumbline.platform.testing.RejectedBy;
import io.plumbline.platform.write.command.Actor;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class PlanTests {

    private static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");
    private static final Actor WEI = new Actor("wei.manager", Set.of("manager"), Set.of("EAST-CHINA"));
    private static final Actor LENA = new Actor("lena.sales-ops", Set.of("sales-ops"), Set.of());
    private static final Actor MEI = new Actor("mei.rep", Set.of("rep"), Set.of("EAST-CHINA"));

    @Test
    void fiveRepresentativesCannotWinThreeHundredCustomersInThreeMonths() {
        CapacityCheck check = new CapacityCheck(5, 12, 3, 300);

        assertThat(check.capacity()).isEqualTo(180);
        assertThat(check.shortfall()).isEqualTo(120);
        assertThat(check.representativesNeeded()).isEqualTo(9);
        assertThat(check.verdict())
                .isEqualTo("5 representatives x 12 customers a month x 3 months = 180 cannot carry a goal of 300:"
                        + " it is short by 120; 9 representatives could carry it");
        assertThat(new CapacityCheck(9, 12, 3, 300).shortfall()).isZero();
        assertThat(new CapacityCheck(8, 12, 3, 300).shortfall()).isEqualTo(12);
    }

    @Test
    void theMonthsAreThoseOfThePlanUnlessSaidOtherwise() {
        when(WEI, new PlanCommand.AssessCapacity(ID, 5, 12, null, 300, NOW), drafted())
                .expectEvents(new PlanEvent.CapacityAssessed(ID, new CapacityCheck(5, 12, 12, 300), NOW));
    }

    @Test
    void consumptionNeverPassesWhatWasApproved() {
        Object[] approved = {
            drafted(),
            requested("1000.00"),
            new PlanEvent.ResourceApproved(ID, RESOURCE, new BigDecimal("900.00"), "wei.manager", NOW),
            new PlanEvent.ResourceConsumed(ID, RESOURCE, new BigDecimal("850.00"), "stand", NOW)
        };

        when(WEI, consume("50.00"), approved)
                .expectEvents(new PlanEvent.ResourceConsumed(ID, RESOURCE, new BigDecimal("50.00"), "more", NOW));
        refuses("within-approved", when(WEI, consume("50.01"), approved));
        refuses("positive", when(WEI, consume("0"), approved));
        refuses("decimals", when(WEI, consume("0.001"), approved));
        refuses("within-approved", when(WEI, consume("1"), drafted(), requested("1000.00")));
        refuses(
                "within-approved",
                when(
                        WEI,
                        consume("1"),
                        drafted(),
                        requested("1000.00"),
                        new PlanEvent.ResourceRefused(ID, RESOURCE, "wei.manager", "no", NOW)));
    }

    @Test
    void aResourceIsDecidedOnceByAManagerAndNotBeyondTheRequest() {
        PlanCommand all = new PlanCommand.ApproveResource(ID, RESOURCE, null, NOW);

        when(WEI, all, drafted(), requested("1000.00"))
                .expectEvents(
                        new PlanEvent.ResourceApproved(ID, RESOURCE, new BigDecimal("1000.00"), "wei.manager", NOW));
        refuses("manager", when(LENA, all, drafted(), requested("1000.00")));
        refuses(
                "at-most-requested",
                when(
                        WEI,
                        new PlanCommand.ApproveResource(ID, RESOURCE, new BigDecimal("1000.01"), NOW),
                        drafted(),
                        requested("1000.00")));
        refuses(
                "decided",
                when(
                        WEI,
                        all,
                        drafted(),
                        requested("1000.00"),
                        new PlanEvent.ResourceRefused(ID, RESOURCE, "wei.manager", "no", NOW)));
    }

    @Test
    void aPlanIsApprovedByAManagerOfItsTerritory() {
        PlanEvent submitted = new PlanEvent.PlanSubmitted(ID, NOW);

        when(WEI, new PlanCommand.ApprovePlan(ID, NOW), drafted(), submitted)
                .expectEvents(new PlanEvent.PlanApproved(ID, "wei.manager", NOW));
        refuses("manager", when(LENA, new PlanCommand.ApprovePlan(ID, NOW), drafted(), submitted));
        refuses("manager", when(MEI, new PlanCommand.ApprovePlan(ID, NOW), drafted(), submitted));
        refuses("status", when(WEI, new PlanCommand.ApprovePlan(ID, NOW), drafted()));
    }

    @Test
    void whatIsApprovedIsNotRewritten() {
        PlanEvent approved = new PlanEvent.PlanApproved(ID, "wei.manager", NOW);

        refuses("status", when(WEI, new PlanCommand.AssessCapacity(ID, 9, 12, 3, 300, NOW), drafted(), approved));
        refuses("status", when(WEI, new PlanCommand.DropStrategy(ID, "s", NOW), drafted(), approved));
    }

    @Test
    void aClosedRiskStaysClosed() {
        refuses(
                "risk-closed",
                when(
                        WEI,
                        new PlanCommand.AssessRisk(ID, "r", 1, 1, NOW),
                        drafted(),
                        new PlanEvent.RiskIdentified(ID, "r", "late", NOW),
                        new PlanEvent.RiskClosed(ID, "r", "on time", NOW)));
        refuses(
                "one-to-five",
                when(
                        WEI,
                        new PlanCommand.AssessRisk(ID, "r", 0, 6, NOW),
                        drafted(),
                        new PlanEvent.RiskIdentified(ID, "r", "late", NOW)));
    }

    @Test
    void onlyWhatTheLibraryOffersIsCited() {
        PracticeId offered = PlanContractTests.PRACTICE;
        PracticeId unknown = new PracticeId("0198c1f0-5555-7000-8000-00000000dead");

        when(WEI, new PlanCommand.CitePractice(ID, offered, NOW), drafted())
                .expectEvents(new PlanEvent.PracticeCited(ID, offered, NOW));
        refuses("known-practice", when(WEI, new PlanCommand.CitePractice(ID, unknown, NOW), drafted()));
        refuses(
                "cited",
                when(
                        WEI,
                        new PlanCommand.CitePractice(ID, offered, NOW),
                        drafted(),
                        new PlanEvent.PracticeCited(ID, offered, NOW)));
    }

    @Test
    void nobodyDecidesOnWhatTheyAskedFor() {
        Object requested = by(WEI, requested("1000.00"));
        refuses("duties", when(WEI, new PlanCommand.ApproveResource(ID, RESOURCE, null, NOW), drafted(), requested));
        refuses("duties", when(WEI, new PlanCommand.RefuseResource(ID, RESOURCE, "no", NOW), drafted(), requested));
        when(WEI, new PlanCommand.RefuseResource(ID, RESOURCE, "no", NOW), drafted(), by(LENA, requested("1000.00")))
                .expectEvents(new PlanEvent.ResourceRefused(ID, RESOURCE, "wei.manager", "no", NOW));
        Object submitted = by(WEI, new PlanEvent.PlanSubmitted(ID, NOW));
        refuses("duties", when(WEI, new PlanCommand.ApprovePlan(ID, NOW), drafted(), submitted));
        refuses("duties", when(WEI, new PlanCommand.RejectPlan(ID, "no", NOW), drafted(), submitted));
        when(WEI, new PlanCommand.ApprovePlan(ID, NOW), drafted(), by(LENA, new PlanEvent.PlanSubmitted(ID, NOW)))
                .expectEvents(new PlanEvent.PlanApproved(ID, "wei.manager", NOW));
    }

    private static Object by(Actor actor, Object event) {
        return GenericEventMessage.asEventMessage(event).andMetaData(Map.of("actor", actor.name()));
    }

    private static PlanCommand consume(String amount) {
        return new PlanCommand.ConsumeResource(ID, RESOURCE, new BigDecimal(amount), "more", NOW);
    }

    private static ResultValidator<Plan> when(Actor actor, PlanCommand command, Object... given) {
        TerritoryTree tree =
                new TerritoryTree(List.of(new TerritoryTree.Node("EAST-CHINA", null, ZoneId.of("Asia/Shanghai"))));
        AggregateTestFixture<Plan> fixture = new AggregateTestFixture<>(Plan.class);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC))
                .registerInjectableResource(new FixedTerritories(tree))
                .registerInjectableResource(new Library() {
                    @Override
                    public boolean offers(PracticeId practiceId) {
                        return practiceId.equals(PlanContractTests.PRACTICE);
                    }

                    @Override
                    public void add(Learned learned, Instant occurredAt) {
                        throw new AssertionError("a plan adds nothing");
                    }
                });
        return fixture.given(Arrays.asList(given)).when(command, actor.asMetaData());
    }

    private static void refuses(String rule, ResultValidator<Plan> result) {
        result.expectNoEvents().expectException(RejectedBy.rules(rule));
    }
}
