package io.plumbline.activity.visits;

import io.plumbline.activity.activities.Kind;
import io.plumbline.activity.customers.KnownCustomer;
import io.plumbline.activity.customers.KnownCustomers;
import io.plumbline.activity.values.ActivityId;
import io.plumbline.activity.values.CustomerId;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.testing.Contract;
import io.plumbline.platform.testing.FixedTerritories;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class VisitPlanTests {

    private static final VisitPlanId ID = new VisitPlanId("0198c1f0-8888-7000-8000-000000000001");
    private static final Week WEEK = Week.of("2024-W28");
    private static final Actor MEI = new Actor("mei.rep", Set.of("rep"), Set.of("EAST-CHINA"));
    private static final Actor WEI = new Actor("wei.manager", Set.of("manager"), Set.of("EAST-CHINA"));
    private static final Instant FRIDAY = Instant.parse("2024-07-05T02:00:00Z");

    private AggregateTestFixture<VisitPlan> plan;

    @BeforeEach
    void fixture() {
        plan = new AggregateTestFixture<>(VisitPlan.class);
        KnownCustomers customers =
                customer -> new KnownCustomer(customer.value(), "EAST-CHINA", "online", "mei.rep", "A");
        Territories territories = new FixedTerritories(
                new TerritoryTree(List.of(new TerritoryTree.Node("EAST-CHINA", null, ZoneOffset.UTC))));
        plan.registerInjectableResource(Clock.fixed(Instant.parse("2024-07-06T00:00:00Z"), ZoneOffset.UTC));
        plan.registerInjectableResource(customers);
        plan.registerInjectableResource(territories);
    }

    @Test
    void isDraftedFromTheProposalOrAnythingElse() {
        plan.givenNoPriorActivity()
                .when(draft(item("2024-07-09")), MEI.asMetaData())
                .expectEvents(drafted());
    }

    @Test
    void daysLieInTheWeekAndACustomerComesOnce() {
        plan.givenNoPriorActivity()
                .when(draft(item("2024-07-15")), MEI.asMetaData())
                .expectNoEvents()
                .expectException(CommandRejected.class)
                .expectExceptionMessage("2024-07-15 does not lie in the week 2024-W28");
        plan.givenNoPriorActivity()
                .when(draft(item("2024-07-09"), item("2024-07-10")), MEI.asMetaData())
                .expectNoEvents()
                .expectException(CommandRejected.class)
                .expectExceptionMessage("the customer is in the plan already");
    }

    @Test
    void isApprovedByAManagerOnlyAndNotBeforeItIsSubmitted() {
        plan.given(drafted(), new VisitPlanEvent.VisitPlanSubmitted(ID, FRIDAY))
                .when(new VisitPlanCommand.ApproveVisitPlan(ID, null), MEI.asMetaData())
                .expectNoEvents()
                .expectException(CommandRejected.class);
        plan.given(drafted())
                .when(new VisitPlanCommand.ApproveVisitPlan(ID, null), WEI.asMetaData())
                .expectNoEvents()
                .expectException(CommandRejected.class)
                .expectExceptionMessage("the plan is DRAFT, not SUBMITTED");
    }

    @Test
    void isNotDecidedByWhoeverSubmittedIt() {
        Object byWei = GenericEventMessage.asEventMessage(new VisitPlanEvent.VisitPlanSubmitted(ID, FRIDAY))
                .andMetaData(Map.of("actor", WEI.name()));
        for (VisitPlanCommand decision : List.of(
                new VisitPlanCommand.ApproveVisitPlan(ID, null),
                new VisitPlanCommand.RejectVisitPlan(ID, "see Huadong first", null))) {
            plan.given(drafted(), byWei)
                    .when(decision, WEI.asMetaData())
                    .expectNoEvents()
                    .expectException(CommandRejected.class)
                    .expectExceptionMessage("you submitted it yourself: somebody else decides on it");
        }
    }

    @Test
    void rejectedOneMayBeChangedSubmittedOneNot() {
        plan.given(drafted(), new VisitPlanEvent.VisitPlanSubmitted(ID, FRIDAY))
                .when(draft(item("2024-07-10")), MEI.asMetaData())
                .expectNoEvents()
                .expectException(CommandRejected.class);
        plan.given(
                        drafted(),
                        new VisitPlanEvent.VisitPlanSubmitted(ID, FRIDAY),
                        new VisitPlanEvent.VisitPlanRejected(ID, "wei.manager", "see Huadong first", FRIDAY))
                .when(draft(item("2024-07-09")), MEI.asMetaData())
                .expectEvents(drafted());
    }

    @TestFactory
    Stream<DynamicTest> whatIsStoredAndPublishedIsWhatWasPromised() {
        List<VisitPlanEvent> samples = List.of(
                drafted(),
                new VisitPlanEvent.VisitPlanSubmitted(ID, Instant.parse("2024-07-05T03:00:00Z")),
                new VisitPlanEvent.VisitPlanApproved(ID, "wei.manager", Instant.parse("2024-07-05T04:00:00Z")),
                new VisitPlanEvent.VisitPlanRejected(
                        ID, "wei.manager", "see Huadong first", Instant.parse("2024-07-05T04:00:00Z")));
        return Contract.tests(
                new VisitPlanPublication(),
                samples,
                event -> event.visitPlanId().value());
    }

    private static VisitPlanEvent drafted() {
        return new VisitPlanEvent.VisitPlanDrafted(
                ID, "mei.rep", WEEK, "EAST-CHINA", List.of(item("2024-07-09")), FRIDAY);
    }

    private static VisitPlanCommand draft(VisitItem... items) {
        return new VisitPlanCommand.DraftVisitPlan(ID, "mei.rep", WEEK, "EAST-CHINA", List.of(items), FRIDAY);
    }

    private static VisitItem item(String day) {
        return new VisitItem(
                new ActivityId("0198c1f0-6666-7000-8000-000000000001"),
                new CustomerId("0198c1f0-2222-7000-8000-000000000001"),
                LocalDate.parse(day),
                Kind.VISIT,
                "follow up");
    }
}
