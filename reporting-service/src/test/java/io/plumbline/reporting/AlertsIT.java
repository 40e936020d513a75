package io.plumbline.reporting;

import static io.plumbline.reporting.Story.map;
import static io.plumbline.reporting.Story.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumbline.reporting.history.ReadModels;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

class AlertsIT extends AlertsTest {

    private static final String SHANGHAI = "Asia/Shanghai";

    @Autowired
    private ReadModels generations;

    @Test
    void aGoalThatFallsBehindOpensAnAlertAtTheMomentAtWhichItDid() {
        // nine tenths of what is to be expected are 508.70 on the 104th of 184 days and 513.59 on the next, 13 October
        redInTime("AL-MOMENT", "moment-goal", "510");
        look();

        JsonNode alert = onlyOpen("AL-MOMENT", "GOAL_LIGHT");
        assertThat(alert.get("subject").asString()).isEqualTo("moment-goal");
        assertThat(alert.get("severity").asString()).isEqualTo("YELLOW");
        assertThat(alert.get("heldSince").asString()).isEqualTo("2024-10-12T16:00:00Z");
        assertThat(alert.get("causeEventId").isNull()).isTrue();
        assertThat(alert.get("openedAt").asString()).isEqualTo(now());
        assertThat(alert.get("stoodDays").decimalValue()).isBetween(new BigDecimal("2.41"), new BigDecimal("2.5"));
        assertThat(alert.at("/figures/actual").decimalValue()).isEqualByComparingTo("510");

        // the target is raised, and the light turns from yellow to red
        story.tell(
                "goal.TargetRevised",
                "moment-goal",
                now(),
                "newTarget",
                2000,
                "phasing",
                List.of(),
                "reason",
                "more was promised");
        look();
        JsonNode worse = onlyOpen("AL-MOMENT", "GOAL_LIGHT");
        assertThat(worse.get("id")).isEqualTo(alert.get("id"));
        assertThat(worse.get("severity").asString()).isEqualTo("RED");
        assertThat(worse.get("openedAt")).isEqualTo(alert.get("openedAt"));
        assertThat(changes(alert)).containsExactly("OPENED", "SEVERITY_CHANGED");

        story.order("moment-o2", "c", "AL-MOMENT", "1400", "CNY", now());
        look();
        assertClosed("AL-MOMENT", "GOAL_LIGHT");
        assertThat(changes(alert)).containsExactly("OPENED", "SEVERITY_CHANGED", "CLOSED");
    }

    @Test
    void aGoalThatAnEventSetsBackOpensAnAlertThatNamesTheEvent() {
        redInTime("AL-EVENT", "event-goal", "900");
        look();
        assertThat(alerts("AL-EVENT", "GOAL_LIGHT", "OPEN")).isEmpty();

        String at = now();
        story.tell(
                "order.LinesCancelled",
                "event-goal-o",
                at,
                "lines",
                List.of(map("lineId", "line", "quantity", new BigDecimal("0.5"), "amount", new BigDecimal("800"))));
        look();

        JsonNode alert = onlyOpen("AL-EVENT", "GOAL_LIGHT");
        assertThat(alert.get("severity").asString()).isEqualTo("RED");
        assertThat(alert.get("heldSince").asString()).isEqualTo(at);
        assertThat(alert.get("causeEventId").asString()).isEqualTo("event-goal-o/1");
        JsonNode explained =
                call(HttpMethod.GET, "/api/reports/alerts/" + alert.get("id").asString());
        assertThat(explained.at("/cause/type").asString()).isEqualTo("order.LinesCancelled.v1");
        assertThat(explained.at("/cause/aggregateId").asString()).isEqualTo("event-goal-o");
        assertThat(explained.at("/cause/occurredAt").asString()).isEqualTo(at);
        assertThat(explained.at("/cause/link").asString()).isEqualTo("/api/orders/event-goal-o/history");
        assertThat(call(HttpMethod.GET, explained.at("/link").asString())
                        .at("/events/rows")
                        .findValuesAsString("eventId"))
                .contains("event-goal-o/1");
        assertThat(explained.at("/formula/definition").asString()).startsWith("active goals whose period has begun");
        assertThat(explained.at("/history/0/change").asString()).isEqualTo("OPENED");
    }

    @Test
    void aStageThatLosesAThirdOfItsConversionOpensAnAlertWhenTheMonthHasEnded() {
        story.territory("AL-CONV", null, SHANGHAI);
        for (int i = 0; i < 6; i++) {
            story.opportunity("conv-before-" + i, "c", "AL-CONV", "10", "CNY", "2024-08-02T00:00:00Z")
                    .stage("conv-before-" + i, "propose", 3, "0.4", "2024-08-03T00:00:00Z")
                    .won("conv-before-" + i, "2024-08-04T00:00:00Z")
                    .opportunity("conv-" + i, "c", "AL-CONV", "10", "CNY", "2024-09-02T00:00:00Z");
            if (i < 4) {
                story.stage("conv-" + i, "propose", 3, "0.4", "2024-09-03T00:00:00Z")
                        .won("conv-" + i, "2024-09-04T00:00:00Z");
            } else {
                story.lost("conv-" + i, "PRICE", "2024-09-03T00:00:00Z");
            }
        }
        look();

        // from 6 of 6 to 4 of 6: exactly a third
        JsonNode alert = onlyOpen("AL-CONV", "CONVERSION_FALL");
        assertThat(alert.get("subject").asString()).isEqualTo("AL-CONV/default/develop");
        assertThat(alert.get("heldSince").asString()).isEqualTo("2024-09-30T16:00:00Z");
        assertThat(alert.get("causeEventId").isNull()).isTrue();
        assertThat(alert.at("/figures/conversion").decimalValue()).isEqualByComparingTo("0.666667");
        assertThat(alert.at("/figures/conversionBefore").decimalValue()).isEqualByComparingTo("1");

        // one more of September is entered late
        story.recordedAt(now())
                .opportunity("conv-late", "c", "AL-CONV", "10", "CNY", "2024-09-02T00:00:00Z")
                .stage("conv-late", "propose", 3, "0.4", "2024-09-03T00:00:00Z")
                .won("conv-late", "2024-09-04T00:00:00Z");
        look();
        assertClosed("AL-CONV", "CONVERSION_FALL");
    }

    @Test
    void salesThatFallThreeMonthsRunningOpenAnAlert() {
        story.territory("AL-SALES", null, SHANGHAI).territory("AL-SALES-1", "AL-SALES", SHANGHAI);
        Map.of("06", "400", "07", "300", "08", "200", "09", "100")
                .forEach((month, amount) -> story.order(
                        "sales-" + month, "c", "AL-SALES-1", amount, "CNY", "2024-" + month + "-05T00:00:00Z"));
        story.order("sales-last", "c", "AL-SALES-1", "1", "CNY", "2024-09-30T15:59:59Z");
        look();

        JsonNode rows = alerts("AL-SALES", "SALES_DECLINE", "OPEN");
        assertThat(rows)
                .extracting(row -> row.get("subject").asString())
                .containsExactlyInAnyOrder("AL-SALES/CNY", "AL-SALES-1/CNY");
        assertThat(rows.get(0).get("heldSince").asString()).isEqualTo("2024-09-30T16:00:00Z");
        assertThat(rows.get(0).at("/figures/amounts").toString().replace(".00", ""))
                .isEqualTo("[400,300,200,101]");

        story.recordedAt(now()).order("sales-late", "c", "AL-SALES-1", "99", "CNY", "2024-09-06T00:00:00Z");
        look();
        assertThat(alerts("AL-SALES", "SALES_DECLINE", "OPEN")).isEmpty();
    }

    @Test
    void anImportantCustomerThatIsNotContactedInTimeOpensAnAlert() {
        story.territory("AL-FOLLOW", null, SHANGHAI).customer("follow-c", "large", "retail", "AL-FOLLOW");
        tier("follow-c", "A", "2024-10-01T00:00:00Z");
        contact("follow-1", "follow-c", "AL-FOLLOW", "2024-10-02T00:00:00Z");
        story.customer("follow-b", "large", "retail", "AL-FOLLOW");
        contact("follow-2", "follow-b", "AL-FOLLOW", "2024-09-01T00:00:00Z");
        look();

        JsonNode alert = onlyOpen("AL-FOLLOW", "FOLLOW_UP_OVERDUE");
        assertThat(alert.get("subject").asString()).isEqualTo("follow-c");
        assertThat(alert.get("heldSince").asString()).isEqualTo("2024-10-09T00:00:00Z");
        assertThat(alert.get("causeEventId").isNull()).isTrue();

        contact("follow-3", "follow-c", "AL-FOLLOW", now());
        String promoted = now();
        tier("follow-b", "A", promoted);
        look();
        JsonNode other = onlyOpen("AL-FOLLOW", "FOLLOW_UP_OVERDUE");
        assertThat(other.get("subject").asString()).isEqualTo("follow-b");
        assertThat(other.get("heldSince").asString()).isEqualTo(promoted);
        assertThat(other.get("causeEventId").asString()).isEqualTo("follow-b/1");
    }

    @Test
    void anOpportunityThatStandsStillOpensAnAlert() {
        story.territory("AL-STALL", null, SHANGHAI)
                .opportunity("stall-o", "c", "AL-STALL", "10", "CNY", "2024-09-20T00:00:00Z");
        look();

        JsonNode alert = onlyOpen("AL-STALL", "OPPORTUNITY_STALLED");
        assertThat(alert.get("subject").asString()).isEqualTo("stall-o");
        assertThat(alert.get("heldSince").asString()).isEqualTo("2024-10-04T00:00:00Z");
        assertThat(alert.get("causeEventId").isNull()).isTrue();

        story.stage("stall-o", "propose", 3, "0.4", now());
        look();
        assertClosed("AL-STALL", "OPPORTUNITY_STALLED");
    }

    @Test
    void aKeyTaskThatIsNotDoneAfterItsDueDayOpensAnAlert() {
        redInTime("AL-TASK", "task-goal", "5000");
        task("task-1", "2024-10-10");
        look();

        JsonNode alert = onlyOpen("AL-TASK", "TASK_OVERDUE");
        assertThat(alert.get("severity").asString()).isEqualTo("RED");
        assertThat(alert.get("heldSince").asString()).isEqualTo("2024-10-10T16:00:00Z");
        assertThat(alert.get("causeEventId").isNull()).isTrue();

        // starting it late makes it no less overdue
        story.tell("task.TaskStarted", "task-1", now());
        look();
        JsonNode still = onlyOpen("AL-TASK", "TASK_OVERDUE");
        assertThat(still.get("id")).isEqualTo(alert.get("id"));
        assertThat(still.get("heldSince").asString()).isEqualTo("2024-10-10T16:00:00Z");

        story.tell("task.TaskDone", "task-1", now());
        look();
        assertClosed("AL-TASK", "TASK_OVERDUE");

        // brought forward to a day that is over: by that event
        task("task-2", "2024-12-31");
        String at = now();
        story.tell("task.TaskRescheduled", "task-2", at, "start", "2024-10-01", "due", "2024-10-11");
        look();
        assertThat(onlyOpen("AL-TASK", "TASK_OVERDUE").get("causeEventId").asString())
                .isEqualTo("task-2/1");
        assertThat(onlyOpen("AL-TASK", "TASK_OVERDUE").get("heldSince").asString())
                .isEqualTo(at);
    }

    @Test
    void whatIsEnteredLaterMovesTheBeginningOfAnAlertThatStands() {
        story.territory("AL-SINCE", null, SHANGHAI).customer("since-c", "large", "retail", "AL-SINCE");
        tier("since-c", "A", "2024-09-01T00:00:00Z");
        contact("since-1", "since-c", "AL-SINCE", "2024-09-02T00:00:00Z");
        goal("AL-SINCE", "since-goal", "510");
        story.tell(
                "task.TaskPlanned",
                "since-task",
                "2024-08-01T00:00:00Z",
                "goalId",
                "since-goal",
                "name",
                "since-task",
                "owner",
                "mei.rep",
                "start",
                "2024-08-02",
                "due",
                "2024-10-10",
                "milestone",
                false);
        look();
        JsonNode followUp = onlyOpen("AL-SINCE", "FOLLOW_UP_OVERDUE");
        assertThat(followUp.get("heldSince").asString()).isEqualTo("2024-09-09T00:00:00Z");
        JsonNode light = onlyOpen("AL-SINCE", "GOAL_LIGHT");
        assertThat(light.get("heldSince").asString()).isEqualTo("2024-10-12T16:00:00Z");
        assertThat(light.get("heldAtLeast").asBoolean()).isFalse();
        JsonNode task = onlyOpen("AL-SINCE", "TASK_OVERDUE");
        assertThat(task.get("heldSince").asString()).isEqualTo("2024-10-10T16:00:00Z");
        String before = now();

        // a contact, a return and another due day, all entered only now
        story.recordedAt(now());
        contact("since-2", "since-c", "AL-SINCE", "2024-10-01T00:00:00Z");
        story.tell(
                        "order.LinesReturned",
                        "since-goal-o",
                        "2024-10-01T00:00:00Z",
                        "lines",
                        List.of(map("lineId", "line", "quantity", new BigDecimal("0.1"), "amount", 20)))
                .tell(
                        "task.TaskRescheduled",
                        "since-task",
                        "2024-08-15T00:00:00Z",
                        "start",
                        "2024-08-20",
                        "due",
                        "2024-09-20")
                .recordedAt(null);
        look();

        JsonNode nearer = onlyOpen("AL-SINCE", "FOLLOW_UP_OVERDUE");
        assertThat(nearer.get("id")).isEqualTo(followUp.get("id"));
        assertThat(nearer.get("heldSince").asString()).isEqualTo("2024-10-08T00:00:00Z");
        assertThat(changes(followUp)).containsExactly("OPENED", "SINCE_CHANGED");
        // nine tenths of 1000 x 101/184 are more than 490
        assertThat(onlyOpen("AL-SINCE", "GOAL_LIGHT").get("heldSince").asString())
                .isEqualTo("2024-10-08T16:00:00Z");
        assertThat(changes(light)).containsExactly("OPENED", "SINCE_CHANGED");
        assertThat(onlyOpen("AL-SINCE", "TASK_OVERDUE").get("heldSince").asString())
                .isEqualTo("2024-09-20T16:00:00Z");
        // what was known before is still to be had
        assertThat(call(
                                HttpMethod.GET,
                                "/api/reports/alerts?kind=FOLLOW_UP_OVERDUE&territory=AL-SINCE&knownAt=" + before)
                        .at("/rows/0/heldSince")
                        .asString())
                .isEqualTo("2024-09-09T00:00:00Z");
        // the passing of time alone moves nothing
        look();
        assertThat(changes(light)).containsExactly("OPENED", "SINCE_CHANGED");
    }

    @Test
    void whereTheSearchForTheBeginningEndsItIsSaidToBeAtLeastSinceThen() {
        story.territory("AL-LONG", null, SHANGHAI)
                .goal("long-goal", "2022-12-01T00:00:00Z", "1000", "2023-01-01", "2024-12-31", scope("AL-LONG"));
        look();

        JsonNode alert = onlyOpen("AL-LONG", "GOAL_LIGHT");
        assertThat(alert.get("heldAtLeast").asBoolean()).isTrue();
        assertThat(alert.get("heldSince").asString()).startsWith("2023-09-");
        assertThat(alert.get("causeEventId").isNull()).isTrue();
        assertThat(db.sql("select held_at_least from bi.alert where subject = 'long-goal'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aLostCustomerHasNoCadenceAndOpensNoAlert() {
        story.territory("AL-LOST", null, SHANGHAI).customer("lost-c", "large", "retail", "AL-LOST");
        tier("lost-c", "A", "2024-09-01T00:00:00Z");
        contact("lost-1", "lost-c", "AL-LOST", "2024-09-02T00:00:00Z");
        look();
        assertThat(onlyOpen("AL-LOST", "FOLLOW_UP_OVERDUE").get("subject").asString())
                .isEqualTo("lost-c");
        assertThat(call(HttpMethod.GET, "/api/reports/activities/cadence?territory=AL-LOST")
                        .at("/rows/0/customers")
                        .asInt())
                .isOne();

        story.tell("customer.LifecycleChanged", "lost-c", now(), "lifecycle", "LOST");
        look();
        assertClosed("AL-LOST", "FOLLOW_UP_OVERDUE");
        assertThat(call(HttpMethod.GET, "/api/reports/activities/cadence?territory=AL-LOST")
                        .get("rows"))
                .isEmpty();

        String regained = now();
        story.tell("customer.LifecycleChanged", "lost-c", regained, "lifecycle", "REGAINED");
        look();
        JsonNode again = onlyOpen("AL-LOST", "FOLLOW_UP_OVERDUE");
        assertThat(again.get("heldSince").asString()).isEqualTo(regained);
    }

    @Test
    void aShortfallIsOneGroupUnderTheDeepestGoalThatExplainsMostOfIt() {
        story.territory("AL-ROOT", null, SHANGHAI)
                .territory("AL-ROOT-1", "AL-ROOT", SHANGHAI)
                .territory("AL-ROOT-2", "AL-ROOT", SHANGHAI)
                .goal("root-year", "2024-06-20T00:00:00Z", "4000", "2024-07-01", "2024-12-31", scope("AL-ROOT"))
                .goal(
                        "root-1",
                        "2024-06-20T00:00:00Z",
                        "3000",
                        "2024-07-01",
                        "2024-12-31",
                        scope("AL-ROOT-1"),
                        Map.of("parentId", "root-year", "owner", "jun.manager"))
                .goal(
                        "root-1-a",
                        "2024-06-20T00:00:00Z",
                        "2500",
                        "2024-07-01",
                        "2024-12-31",
                        scope("AL-ROOT-1"),
                        Map.of("parentId", "root-1", "owner", "mei.rep"))
                // it lacks something as well, and less than half
                .goal(
                        "root-2",
                        "2024-06-20T00:00:00Z",
                        "1000",
                        "2024-07-01",
                        "2024-12-31",
                        scope("AL-ROOT-2"),
                        Map.of("parentId", "root-year"))
                .order("root-o", "c", "AL-ROOT-2", "300", "CNY", "2024-08-01T00:00:00Z")
                .opportunity("root-stalled", "c", "AL-ROOT-2", "10", "CNY", "2024-08-01T00:00:00Z");
        look();

        JsonNode groups = call(HttpMethod.GET, "/api/reports/alerts/groups?territory=AL-ROOT")
                .get("rows");
        assertThat(groups.valueStream()
                        .map(group -> group.get("causeKind").asString() + " "
                                + group.get("cause").asString() + " "
                                + group.get("alerts").asInt() + " "
                                + group.get("owner").asString()))
                .containsExactly(
                        "GOAL root-1-a 3 mei.rep", "GOAL root-2 1 wei.manager", "REPRESENTATIVE mei.rep 1 mei.rep");
        assertThat(groups.get(0).get("alertIds")).hasSize(3);
        assertThat(groups.get(0).get("severity").asString()).isEqualTo("RED");
        assertThat(db.sql("select alerts from bi.alert_group where cause = 'root-1-a'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void aResourceOfWhichNineTenthsAreUsedOpensAnAlertThatNamesTheEvent() {
        story.territory("AL-PLAN", null, SHANGHAI)
                .tell(
                        "plan.PlanDrafted",
                        "plan-1",
                        "2024-09-01T00:00:00Z",
                        "type",
                        "ANNUAL",
                        "name",
                        "a plan",
                        "territory",
                        "AL-PLAN",
                        "owner",
                        "wei.manager",
                        "currency",
                        "CNY",
                        "period",
                        map("from", "2024-01-01", "to", "2024-12-31"))
                .tell(
                        "plan.ResourceRequested",
                        "plan-1",
                        "2024-09-02T00:00:00Z",
                        "resourceId",
                        "fairs",
                        "kind",
                        "BUDGET",
                        "category",
                        "PROMOTION",
                        "description",
                        "fairs",
                        "amount",
                        300)
                .tell("plan.ResourceApproved", "plan-1", "2024-09-03T00:00:00Z", "resourceId", "fairs", "amount", 100);
        consume("89.99", "2024-09-04T00:00:00Z");
        look();
        assertThat(alerts("AL-PLAN", "RESOURCE_NEARLY_USED_UP", "OPEN")).isEmpty();

        consume("0.01", "2024-10-05T00:00:00Z");
        story.tell("plan.PlanSubmitted", "plan-1", "2024-10-06T00:00:00Z");
        look();
        JsonNode alert = onlyOpen("AL-PLAN", "RESOURCE_NEARLY_USED_UP");
        assertThat(alert.get("subject").asString()).isEqualTo("fairs");
        assertThat(alert.get("severity").asString()).isEqualTo("YELLOW");
        assertThat(alert.get("heldSince").asString()).isEqualTo("2024-10-05T00:00:00Z");
        assertThat(alert.get("causeEventId").asString()).isEqualTo("plan-1/4");
        assertThat(alert.at("/figures/share").decimalValue()).isEqualByComparingTo("0.9");

        consume("10", now());
        look();
        assertThat(onlyOpen("AL-PLAN", "RESOURCE_NEARLY_USED_UP")
                        .get("severity")
                        .asString())
                .isEqualTo("RED");

        story.tell("plan.PlanClosed", "plan-1", now());
        look();
        assertClosed("AL-PLAN", "RESOURCE_NEARLY_USED_UP");
    }

    @Test
    void satisfactionBelowItsTargetOpensAnAlert() {
        story.territory("AL-SAT", null, SHANGHAI).customer("sat-c", "large", "retail", "AL-SAT");
        answer("sat-c", 95, "2024-10-01T00:00:00Z");
        look();
        assertThat(alerts("AL-SAT", "SATISFACTION_BELOW_TARGET", "OPEN")).isEmpty();

        answer("sat-c", 60, "2024-10-10T03:00:00Z");
        answer("sat-c", 70, "2024-10-11T03:00:00Z");
        look();
        JsonNode alert = onlyOpen("AL-SAT", "SATISFACTION_BELOW_TARGET");
        assertThat(alert.get("causeEventId").asString()).isEqualTo("sat-c/2");
        assertThat(alert.get("heldSince").asString()).isEqualTo("2024-10-10T03:00:00Z");
        assertThat(alert.at("/figures/score").decimalValue()).isEqualByComparingTo("75");
        assertThat(alert.at("/figures/target").decimalValue()).isEqualByComparingTo("90");

        story.tell(
                        "goal.GoalDrafted",
                        "sat-goal",
                        now(),
                        "name",
                        "satisfied",
                        "metric",
                        "CUSTOMER_SATISFACTION",
                        "unit",
                        "points",
                        "target",
                        75,
                        "period",
                        map("from", "2024-07-01", "to", "2024-12-31"),
                        "scope",
                        scope("AL-SAT"),
                        "owner",
                        "wei.manager",
                        "phasing",
                        List.of(),
                        "completionTolerance",
                        new BigDecimal("0.05"))
                .tell("goal.GoalActivated", "sat-goal", now());
        look();
        assertClosed("AL-SAT", "SATISFACTION_BELOW_TARGET");
    }

    @Test
    void anAlertOpensOnceHoweverOftenAndByHoweverManyInstancesItIsLookedFor() {
        try (ConfigurableApplicationContext other = instance()) {
            redInTime("AL-ONCE", "once-goal", "510");
            for (int i = 0; i < 10; i++) {
                look();
            }
            assertThat(other.isRunning()).isTrue();
        }
        JsonNode alert = onlyOpen("AL-ONCE", "GOAL_LIGHT");

        // a restart, and a rebuild of all that it is computed from
        try (ConfigurableApplicationContext restarted = instance()) {
            assertThat(restarted.isRunning()).isTrue();
            assertThat(generations.rebuild()).isTrue();
            look();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(generations.progress())
                            .isNotNull()
                            .extracting(ReadModels.Progress::phase)
                            .isEqualTo("SERVING"));
            look();
            look();
        }
        assertThat(onlyOpen("AL-ONCE", "GOAL_LIGHT").get("id")).isEqualTo(alert.get("id"));
        assertThat(changes(alert)).containsExactly("OPENED");
        assertThat(db.sql("select count(*) from report.alert where subject = 'once-goal'")
                        .query((row, n) -> row.getInt(1))
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anAlertIsAcknowledgedOnce() {
        redInTime("AL-ACK", "ack-goal", "510");
        look();
        String id = onlyOpen("AL-ACK", "GOAL_LIGHT").get("id").asString();
        String path = "/api/reports/alerts/" + id + "/acknowledge";
        Map<String, String> note = Map.of("note", "wei speaks with them");
        String manager = token("manager", "AL-ACK");

        assertThat(call(token("bi"), HttpMethod.POST, path, note).getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(call(token("manager", "AL-ELSEWHERE"), HttpMethod.POST, path, note)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(call(manager, HttpMethod.POST, path, Map.of("note", " ")).getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(call(manager, HttpMethod.POST, path, note).getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(call(manager, HttpMethod.POST, path, note).getStatusCode()).isEqualTo(HttpStatus.OK);
        ResponseEntity<String> second = call(manager, HttpMethod.POST, path, Map.of("note", "me too"));
        assertThat(second.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
        assertThat(second.getBody()).contains("\"rule\":\"acknowledged\"");

        look();
        JsonNode alert = onlyOpen("AL-ACK", "GOAL_LIGHT");
        assertThat(alert.get("acknowledgedBy").asString()).isEqualTo("somebody");
        assertThat(alert.get("note").asString()).isEqualTo("wei speaks with them");
        assertThat(changes(alert)).containsExactly("OPENED", "ACKNOWLEDGED");
        assertThat(count("territory=AL-ACK&acknowledged=true")).isEqualTo(1);
        assertThat(count("territory=AL-ACK&acknowledged=false")).isZero();
    }

    @Test
    void everybodySeesTheAlertsOfTheirTerritories() {
        story.territory("AL-SEE", null, SHANGHAI).territory("AL-SEE-1", "AL-SEE", SHANGHAI);
        goal("AL-SEE-1", "see-goal", "510");
        look();
        String id = onlyOpen("AL-SEE", "GOAL_LIGHT").get("id").asString();

        assertThat(rows(token("manager", "AL-SEE"), "/api/reports/alerts")).hasSize(1);
        assertThat(rows(token("rep", "AL-SEE-1"), "/api/reports/alerts")).hasSize(1);
        assertThat(rows(token("manager", "AL-HIDDEN"), "/api/reports/alerts")).isEmpty();
        assertThat(call(token("manager", "AL-HIDDEN"), HttpMethod.GET, "/api/reports/alerts?territory=AL-SEE")
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(call(token("manager", "AL-HIDDEN"), HttpMethod.GET, "/api/reports/alerts/" + id)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(call(token("bi"), HttpMethod.GET, "/api/reports/alerts?kind=WRONG")
                        .getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void pastInstantsShowWhatStoodOpenThen() {
        redInTime("AL-THEN", "then-goal", "510");
        look();
        String opened = now();
        story.order("then-o2", "c", "AL-THEN", "1400", "CNY", now());
        look();
        assertClosed("AL-THEN", "GOAL_LIGHT");

        String open = "territory=AL-THEN&status=OPEN&asOf=";
        // as it was known then, and as that day is known today: what closed today stood open then
        assertThat(count(open + opened + "&knownAt=" + opened)).isEqualTo(1);
        assertThat(count(open + "2024-10-13T00:00:00Z")).isEqualTo(1);
        assertThat(count(open + "2024-10-12T15:59:59Z")).isZero();
        assertThat(count(open + "2024-10-14T00:00:00Z&knownAt=2024-10-14T00:00:00Z"))
                .isZero();
        assertThat(count(open + now())).isZero();
        assertThat(call(token("bi"), HttpMethod.GET, "/api/reports/alerts?territory=AL-THEN&limit=0")
                        .getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(count("territory=AL-THEN&offset=1")).isZero();
    }

    @Test
    void theViewAndTheAnswerSayTheSame() {
        redInTime("AL-BI", "bi-goal", "510");
        look();
        // both as of the instant at which the view is read
        List<Map<String, Object>> view =
                db.sql("select now() as read_at, a.* from bi.alert a").query().listOfRows();
        String at = ((java.sql.Timestamp) Objects.requireNonNull(view.getFirst().get("read_at")))
                .toInstant()
                .toString();
        JsonNode rows = call(HttpMethod.GET, "/api/reports/alerts?limit=1000&asOf=" + at + "&knownAt=" + at)
                .get("rows");

        assertThat(rows).hasSize(view.size()).isNotEmpty();
        for (JsonNode row : rows) {
            Map<String, Object> same = view.stream()
                    .filter(line ->
                            String.valueOf(line.get("id")).equals(row.get("id").asString()))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.size()).isEqualTo(same.size() - 1);
            row.properties().forEach(cell -> {
                String column = cell.getKey().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
                assertThat(same).containsKey(column);
                Object value = same.get(column);
                JsonNode shown = cell.getValue();
                if (value == null) {
                    assertThat(shown.isNull()).as(column).isTrue();
                } else if (value instanceof BigDecimal number) {
                    assertThat(shown.decimalValue()).as(column).isEqualByComparingTo(number);
                } else if (value instanceof java.sql.Timestamp instant) {
                    assertThat(shown.asString())
                            .as(column)
                            .isEqualTo(instant.toInstant().toString());
                } else if (column.equals("figures")) {
                    assertThat(shown).isEqualTo(JSON.readTree(value.toString()));
                } else {
                    assertThat(shown.asString()).as(column).isEqualTo(value.toString());
                }
            });
        }
    }

    @Test
    void alertsCanBeReadAsCsvAndAreCounted() {
        redInTime("AL-CSV", "csv-goal", "510");
        look();
        String csv = org.springframework.web.client.RestClient.create("http://127.0.0.1:" + port)
                .get()
                .uri("/api/reports/alerts?territory=AL-CSV")
                .header("Authorization", "Bearer " + token("bi"))
                .header("Accept", "text/csv")
                .retrieve()
                .body(String.class);
        assertThat(csv).startsWith("id,kind,subject,severity,territory,status,").contains("GOAL_LIGHT,csv-goal,YELLOW");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(management("/actuator/prometheus"))
                        .containsPattern("plumbline_alerts_open\\{kind=\"GOAL_LIGHT\"[^}]*} [1-9]"));
    }

    private ConfigurableApplicationContext instance() {
        return new SpringApplicationBuilder(ReportingService.class, SettableClock.AsTheClock.class)
                .properties(Map.of(
                        "plumbline.alerts.enabled", "true",
                        "plumbline.alerts.interval", "1ms",
                        "plumbline.alerts.rest", "0",
                        "plumbline.alerts.poll", "20ms"))
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toList()
                        .toArray(new String[0]));
    }

    /** A goal of 1000 over the second half of 2024, of which so much was sold in August. */
    private void redInTime(String territory, String goal, String sold) {
        story.territory(territory, null, SHANGHAI);
        goal(territory, goal, sold);
    }

    private void goal(String territory, String goal, String sold) {
        story.goal(goal, "2024-06-20T00:00:00Z", "1000", "2024-07-01", "2024-12-31", scope(territory))
                .order(goal + "-o", "c", territory, sold, "CNY", "2024-08-01T00:00:00Z");
    }

    private void tier(String customer, String tier, String at) {
        story.tell("customer.TierChanged", customer, at, "tier", tier);
    }

    private void contact(String id, String customer, String territory, String at) {
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
                territory);
    }

    private void task(String id, String due) {
        story.tell(
                "task.TaskPlanned",
                id,
                "2024-09-01T00:00:00Z",
                "goalId",
                "task-goal",
                "name",
                id,
                "owner",
                "mei.rep",
                "start",
                "2024-09-02",
                "due",
                due,
                "milestone",
                false);
    }

    private void consume(String amount, String at) {
        story.tell("plan.ResourceConsumed", "plan-1", at, "resourceId", "fairs", "amount", new BigDecimal(amount));
    }

    private void answer(String customer, int score, String at) {
        story.tell(
                "customer.SurveyAnswered",
                customer,
                at,
                "answerId",
                at,
                "score",
                score,
                "answeredOn",
                at.substring(0, 10),
                "source",
                "survey");
    }

    private List<String> changes(JsonNode alert) {
        return db.sql("select change from report.alert_change where alert_id = ?::uuid order by sequence")
                .param(alert.get("id").asString())
                .query((row, n) -> row.getString(1))
                .list();
    }

    private int count(String query) {
        return rows(token("sales-ops"), "/api/reports/alerts?kind=GOAL_LIGHT&" + query)
                .size();
    }

    private JsonNode rows(String token, String path) {
        return JSON.readTree(
                        Objects.requireNonNull(call(token, HttpMethod.GET, path).getBody()))
                .get("rows");
    }
}
