package io.plumbline.reporting;

import static io.plumbline.reporting.FunnelMovementIT.row;
import static io.plumbline.reporting.Story.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ActivityReportsIT extends ReportingTest {

    private static final String AT = "asOf=2024-07-20T00:00:00Z";

    @BeforeEach
    void history() {
        if (isTold("territory-ACT")) {
            return;
        }
        Story story = story().territory("ACT", null, "Asia/Shanghai").territory("ACT-1", "ACT", "Asia/Shanghai");
        for (String customer : List.of("act-a1", "act-a2", "act-b1")) {
            story.customer(customer, "large", "retail", customer.equals("act-a2") ? "ACT-1" : "ACT")
                    .tell(
                            "customer.TierChanged",
                            customer,
                            "2024-01-02T00:00:00Z",
                            "tier",
                            customer.equals("act-b1") ? "B" : "A");
        }
        story.tell(
                "tierpolicy.PolicyPublished",
                "tierpolicy-ACT",
                "2024-01-01T00:00:00Z",
                "territory",
                "ACT-1",
                "version",
                1,
                "services",
                List.of(map("tier", "A", "cadenceDays", 30)));
        planned(story, "visit-1", "act-a1", "2024-07-10T01:00:00Z");
        completed(story, "visit-1", "act-a1", "2024-07-10T09:00:00Z");
        planned(story, "visit-2", "act-a2", "2024-07-01T01:00:00Z");
        story.tell(
                "activity.ActivityRescheduled", "visit-2", "2024-07-01T00:00:00Z", "plannedAt", "2024-07-02T01:00:00Z");
        // the next day in Shanghai
        completed(story, "visit-2", "act-a2", "2024-07-02T16:30:00Z");
        planned(story, "visit-3", "act-b1", "2024-07-03T01:00:00Z");
        story.tell("activity.ActivityMissed", "visit-3", "2024-07-03T16:00:00Z");
        planned(story, "visit-4", "act-b1", "2024-07-04T01:00:00Z");
        story.tell("activity.ActivityCancelled", "visit-4", "2024-07-03T16:00:00Z");
        completed(story, "visit-5", "act-b1", "2024-07-06T00:00:00Z");
        story.opportunity("act-o", "act-a1", "ACT", "10", "CNY", "2024-06-01T00:00:00Z")
                .tell(
                        "activity.ActivityCompleted",
                        "visit-6",
                        "2024-07-15T00:00:00Z",
                        "customerId",
                        "act-b1",
                        "opportunityId",
                        "act-o",
                        "kind",
                        "CALL",
                        "representative",
                        "jun.rep",
                        "territory",
                        "ACT")
                .tell(
                        "goal.GoalDrafted",
                        "act-goal",
                        "2024-06-01T00:00:00Z",
                        "name",
                        "visits",
                        "metric",
                        "ACTIVITIES",
                        "activityKind",
                        "VISIT",
                        "unit",
                        "activities",
                        "target",
                        10,
                        "period",
                        map("from", "2024-07-01", "to", "2024-07-31"),
                        "scope",
                        Story.scope("ACT"),
                        "owner",
                        "o",
                        "phasing",
                        List.of(),
                        "completionTolerance",
                        0.05)
                .tell("goal.GoalSubmitted", "act-goal", "2024-06-01T00:00:00Z")
                .tell("goal.GoalApproved", "act-goal", "2024-06-01T00:00:00Z")
                .tell("goal.GoalActivated", "act-goal", "2024-06-01T00:00:00Z")
                .end();
    }

    @Test
    void activitiesAreCountedByWhatBecameOfThem() {
        String july = "territory=ACT&from=2024-07-01&to=2024-07-31&asOf=2024-08-01T00:00:00Z";
        JsonNode rows = report("/api/reports/activities?" + july).at("/rows");

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).toString())
                .isEqualTo(
                        "{\"key\":\"CALL\",\"planned\":0,\"completed\":1,\"missed\":0,\"cancelled\":0,\"customers\":1}");
        assertThat(rows.get(1).toString())
                .isEqualTo(
                        "{\"key\":\"VISIT\",\"planned\":3,\"completed\":3,\"missed\":1,\"cancelled\":1,\"customers\":3}");
        assertThat(report("/api/reports/explain?figure=activities&dimension=KIND&from=2024-07-01&to=2024-07-31"
                                + "&territory=ACT&asOf=2024-08-01T00:00:00Z")
                        .at("/events/rows"))
                .hasSize(6);
    }

    @Test
    void aCustomerIsContactedWithinTheCadenceOfItsTierAndTerritory() {
        JsonNode rows =
                report("/api/reports/activities/cadence?territory=ACT&" + AT).at("/rows");

        // a1 was contacted 9.6 days ago and is due every 7, a2 17.3 days ago and is due every 30 in its territory
        assertThat(row(rows, "tier", "A").get("customers").asInt()).isEqualTo(2);
        assertThat(row(rows, "tier", "A").get("compliant").asInt()).isEqualTo(1);
        assertThat(row(rows, "tier", "A").get("compliance").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(row(rows, "tier", "B").get("compliance").decimalValue()).isEqualByComparingTo("1");
        assertThat(report("/api/reports/activities/cadence?territory=ACT&tier=B&asOf=2024-07-05T00:00:00Z")
                        .at("/rows/0/compliance")
                        .decimalValue())
                .isEqualByComparingTo("0");
    }

    @Test
    void aPlanIsFulfilledOnItsDay() {
        JsonNode mei = row(
                report("/api/reports/activities/fulfilment?territory=ACT&from=2024-07-01&to=2024-07-31&" + AT)
                        .at("/rows"),
                "representative",
                "mei.rep");

        assertThat(mei.get("planned").asInt()).isEqualTo(3);
        assertThat(mei.get("completed").asInt()).isEqualTo(2);
        assertThat(mei.get("completedOnDay").asInt()).isEqualTo(1);
        assertThat(mei.get("missed").asInt()).isEqualTo(1);
        assertThat(mei.get("fulfilment").decimalValue()).isEqualByComparingTo("0.333333");
        // visit-2 was planned for 1 July and moved to 2 July
        String explain = "/api/reports/explain?figure=activities/fulfilment&territory=ACT&from=2024-07-02&" + AT;
        assertThat(Causes.types(report(explain + "&to=2024-07-02"), "COMPLETED"))
                .isEmpty();
        assertThat(mei.get("moved").asInt()).isOne();
        assertThat(Causes.types(
                        report(explain.replace("from=2024-07-02", "from=2024-07-01") + "&to=2024-07-01"), "MOVED"))
                .containsExactly("ActivityCompleted");
        assertThat(Causes.types(report(explain + "&to=2024-07-03"), "MISSED")).containsExactly("ActivityMissed");
    }

    @Test
    void aGoalForActivitiesCountsThoseOfItsKind() {
        assertThat(report("/api/reports/completion?goal=act-goal&" + AT)
                        .at("/rows/0/actual")
                        .asInt())
                .isEqualTo(3);
        assertThat(Causes.sums(report("/api/reports/explain?figure=completion&goal=act-goal&" + AT), "quantity"))
                .isEqualTo(Map.of("act-goal", new BigDecimal("3")));
    }

    @Test
    void aCompletedActivityKeepsAnOpportunityFromStalling() {
        assertThat(report("/api/reports/funnel/stalled?territory=ACT&" + AT).at("/rows"))
                .isEmpty();
        assertThat(report("/api/reports/funnel/stalled?territory=ACT&asOf=2024-07-14T00:00:00Z")
                        .at("/rows"))
                .hasSize(1);
    }

    private static void planned(Story story, String id, @Nullable String customer, String at) {
        story.tell(
                "activity.ActivityPlanned",
                id,
                "2024-06-20T00:00:00Z",
                "customerId",
                customer,
                "kind",
                "VISIT",
                "representative",
                "mei.rep",
                "territory",
                "ACT",
                "plannedAt",
                at);
    }

    private static void completed(Story story, String id, String customer, String at) {
        story.tell(
                "activity.ActivityCompleted",
                id,
                at,
                "customerId",
                customer,
                "kind",
                "VISIT",
                "representative",
                "mei.rep",
                "territory",
                "ACT");
    }
}
