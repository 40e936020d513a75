package io.plumbline.activity.activities;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.activity.activities.ActivityCommand.Report;
import io.plumbline.activity.customers.KnownCustomer;
import io.plumbline.activity.customers.KnownCustomers;
import io.plumbline.activity.opportunities.KnownOpportunities;
import io.plumbline.activity.values.ActivityId;
import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OpportunityId;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.testing.Contract;
import io.plumbline.platform.testing.FixedTerritories;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ActivityTests {

    private static final ActivityId ID = new ActivityId("0198c1f0-6666-7000-8000-000000000001");
    private static final ActivityId NEXT = new ActivityId("0198c1f0-6666-7000-8000-000000000002");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Actor MEI = new Actor("mei.rep", Set.of("rep"), Set.of("EAST-CHINA"));
    private static final Actor SELF = Actor.service("activity-service");
    private static final Instant PLANNED = Instant.parse("2024-07-05T02:00:00Z");
    private static final NextStep DEMO =
            new NextStep(Kind.DEMO, "show the controller on their data", Instant.parse("2024-07-17T01:00:00Z"));
    private static final ActivityContent VISIT = new ActivityContent(
            Kind.VISIT,
            new CustomerId("0198c1f0-2222-7000-8000-000000000001"),
            new OpportunityId("0198c1f0-3333-7000-8000-000000000001"),
            "mei.rep",
            "hear what their new line needs",
            List.of("PLC-200 brochure"));

    private AggregateTestFixture<Activity> activity;

    @BeforeEach
    void fixture() {
        activity = fixtureAt("2024-07-12T12:00:00Z");
    }

    private static AggregateTestFixture<Activity> fixtureAt(String now) {
        AggregateTestFixture<Activity> fixture = new AggregateTestFixture<>(Activity.class);
        KnownCustomers customers =
                customer -> new KnownCustomer(customer.value(), "EAST-CHINA", "online", "mei.rep", "A");
        Territories territories =
                new FixedTerritories(new TerritoryTree(List.of(new TerritoryTree.Node("EAST-CHINA", null, SHANGHAI))));
        fixture.registerInjectableResource(Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
        fixture.registerInjectableResource(customers);
        KnownOpportunities opportunities = (customer, opportunity) -> {};
        fixture.registerInjectableResource(opportunities);
        fixture.registerInjectableResource(territories);
        return fixture;
    }

    @Test
    void isDueUntilItsDayEndsWhereTheCustomerIs() {
        assertThat(Activity.endOfDay(Instant.parse("2024-07-10T01:00:00Z"), SHANGHAI))
                .isEqualTo("2024-07-10T16:00:00Z");
        assertThat(Activity.endOfDay(Instant.parse("2024-07-10T16:00:00Z"), SHANGHAI))
                .isEqualTo("2024-07-11T16:00:00Z");
        // the day on which the clocks change has 25 hours
        assertThat(Activity.endOfDay(Instant.parse("2024-11-03T12:00:00Z"), ZoneId.of("America/New_York")))
                .isEqualTo("2024-11-04T05:00:00Z");
        activity.givenNoPriorActivity()
                .when(
                        new ActivityCommand.PlanActivity(ID, VISIT, Instant.parse("2024-07-10T01:00:00Z"), PLANNED),
                        MEI.asMetaData())
                .expectEvents(planned());
    }

    @Test
    void isMissedOnlyWhenItsDayIsOver() {
        fixtureAt("2024-07-10T15:59:59Z")
                .given(planned())
                .when(new ActivityCommand.MarkMissed(ID), SELF.asMetaData())
                .expectNoEvents();
        fixtureAt("2024-07-10T16:00:00Z")
                .given(planned())
                .when(new ActivityCommand.MarkMissed(ID), SELF.asMetaData())
                .expectEvents(new ActivityEvent.ActivityMissed(
                        ID, VISIT, Instant.parse("2024-07-10T01:00:00Z"), Instant.parse("2024-07-10T16:00:00Z")));
    }

    @Test
    void rescheduledOneIsNotMissedOnItsFirstDay() {
        activity.given(planned(), rescheduled())
                .when(new ActivityCommand.MarkMissed(ID), SELF.asMetaData())
                .expectNoEvents();
    }

    @Test
    void missedOneMayBeCompletedLate() {
        activity.given(
                        planned(),
                        new ActivityEvent.ActivityMissed(
                                ID,
                                VISIT,
                                Instant.parse("2024-07-10T01:00:00Z"),
                                Instant.parse("2024-07-10T16:00:00Z")))
                .when(
                        new ActivityCommand.CompleteActivity(
                                ID, new Report("they want a demo", null, null, NEXT), null),
                        MEI.asMetaData())
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void nextStepComesAfterThis() {
        activity.given(planned())
                .when(
                        new ActivityCommand.CompleteActivity(
                                ID,
                                new Report("they want a demo", null, DEMO, NEXT),
                                Instant.parse("2024-07-18T01:00:00Z")),
                        MEI.asMetaData())
                .expectNoEvents()
                .expectException(CommandRejected.class);
    }

    @Test
    void completedOneIsDoneWith() {
        activity.given(planned(), completed())
                .when(new ActivityCommand.CancelActivity(ID, "the line was sold", null), MEI.asMetaData())
                .expectNoEvents()
                .expectException(CommandRejected.class)
                .expectExceptionMessage("the activity is COMPLETED already");
    }

    @Test
    void somebodyElsesIsLeftAlone() {
        Actor jun = new Actor("jun.rep", Set.of("rep"), Set.of("EAST-CHINA"));
        activity.given(planned())
                .when(new ActivityCommand.CancelActivity(ID, "not mine", null), jun.asMetaData())
                .expectNoEvents()
                .expectException(CommandRejected.class);
    }

    @TestFactory
    Stream<DynamicTest> whatIsStoredAndPublishedIsWhatWasPromised() {
        List<ActivityEvent> samples = List.of(
                planned(),
                rescheduled(),
                completed(),
                new ActivityEvent.ActivityMissed(
                        NEXT, VISIT, Instant.parse("2024-07-17T01:00:00Z"), Instant.parse("2024-07-17T16:00:00Z")),
                new ActivityEvent.ActivityCancelled(
                        ID, VISIT, "the line was sold", Instant.parse("2024-07-09T02:00:00Z")));
        return Contract.tests(
                new ActivityPublication(), samples, event -> event.activityId().value());
    }

    private static ActivityEvent planned() {
        return new ActivityEvent.ActivityPlanned(
                ID,
                VISIT,
                "EAST-CHINA",
                Instant.parse("2024-07-10T01:00:00Z"),
                Instant.parse("2024-07-10T16:00:00Z"),
                PLANNED);
    }

    private static ActivityEvent rescheduled() {
        return new ActivityEvent.ActivityRescheduled(
                ID,
                Instant.parse("2024-07-10T01:00:00Z"),
                Instant.parse("2024-07-12T01:00:00Z"),
                Instant.parse("2024-07-12T16:00:00Z"),
                "their plant is closed that day",
                Instant.parse("2024-07-09T02:00:00Z"));
    }

    private static ActivityEvent completed() {
        return new ActivityEvent.ActivityCompleted(
                ID,
                VISIT,
                "EAST-CHINA",
                Instant.parse("2024-07-12T01:00:00Z"),
                "they want a demo",
                "line 4 stands still twice a week",
                DEMO,
                NEXT,
                Instant.parse("2024-07-12T02:30:00Z"));
    }
}
