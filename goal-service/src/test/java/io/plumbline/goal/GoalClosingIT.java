package io.plumbline.goal;

import static io.plumbline.goal.RunningGoalService.CHEN;
import static io.plumbline.goal.RunningGoalService.LENA;
import static io.plumbline.goal.RunningGoalService.MEI;
import static io.plumbline.goal.RunningGoalService.OTTO;
import static io.plumbline.goal.RunningGoalService.REPORTS;
import static io.plumbline.goal.RunningGoalService.WEI;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.testing.Answered;
import io.plumbline.platform.testing.RunningService;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A goal is closed with what the reports measure: target 180 000, ledger 168 000. */
class GoalClosingIT {

    private static final String QUARTER = "{\"from\": \"2025-01-01\", \"to\": \"2025-03-31\"}";

    private final RunningService service = RunningGoalService.shared();

    @Test
    void theActualComesFromTheReportsAsOfTheEndOfThePeriodInTheTerritorysZone() {
        String goal = active(plan(), QUARTER);
        REPORTS.measure(goal, "168000.00");

        JsonNode proposal =
                service.get(WEI, "/api/goals/" + goal + "/closing").requireOk().body();
        assertThat(proposal.path("actual").decimalValue()).isEqualByComparingTo("168000");
        assertThat(proposal.path("closableFrom").asString()).isEqualTo("2025-04-05T16:00:00Z");
        service.post(WEI, "/api/goals/" + goal + "/close", "{\"actual\": 216000}")
                .requireRefused(422, "actual", "measured-actual");
        service.post(WEI, "/api/goals/" + goal + "/close", "{\"actual\": 168000}", "Idempotency-Key", "close-" + goal)
                .requireOk();

        StandInReports.Asked asked = REPORTS.asked(goal).getLast();
        assertThat(asked.parameters()).containsEntry("asOf", "2025-03-31T15:59:59.999999Z");
        assertThat(asked.authorization()).isEqualTo("Bearer " + WEI);
        JsonNode closed = service.get(WEI, "/api/goals/" + goal).requireOk().body();
        assertThat(closed.at("/summary/status").asString()).isEqualTo("MISSED");
        assertThat(closed.at("/summary/actual").decimalValue()).isEqualByComparingTo("168000");
        assertThat(closed.at("/closing/measuredActual").decimalValue()).isEqualByComparingTo("168000");
        assertThat(closed.at("/closing/statedActual").isNull()).isTrue();
        assertThat(closed.at("/closing/closedBy").asString()).isEqualTo("wei.manager");
        assertThat(service.get(WEI, "/api/goals/" + goal + "/attainment")
                        .requireOk()
                        .body()
                        .at("/0/attainment")
                        .decimalValue()
                        .toPlainString())
                .startsWith("0.9333");

        // sent again under its key it is answered as before, though the reports do not answer any more
        REPORTS.fail(goal);
        service.post(WEI, "/api/goals/" + goal + "/close", "{\"actual\": 168000}", "Idempotency-Key", "close-" + goal)
                .requireOk();
        service.post(WEI, "/api/goals/" + goal + "/close", "{\"actual\": 168000}")
                .requireRefused(409, "", "status");
    }

    @Test
    void whatWasMeasuredIsAwarded() {
        String plan = plan();
        String goal = active(plan, QUARTER);
        REPORTS.measure(goal, "168000.00");
        service.post(WEI, "/api/goals/" + goal + "/close", "{}").requireOk();
        String scheme = service.post(WEI, "/api/incentive-schemes", """
                        {"planId": "%s", "name": "Bonus", "cap": 1.2, "bands": [
                           {"from": 0.8, "to": 0.9, "rate": 0.5}, {"from": 0.9, "to": 1.0, "rate": 0.8},
                           {"from": 1.0, "rate": 1.0}]}
                        """.formatted(plan))
                .requireCreated()
                .id();
        String award =
                "{\"goalId\": \"" + goal + "\", \"representative\": \"%s\", \"base\": 10000, \"reason\": \"due\"}";

        service.post(WEI, "/api/incentive-schemes/" + scheme + "/awards", award.formatted("wei.manager"))
                .requireRefused(403, "", "duties");
        service.post(WEI, "/api/incentive-schemes/" + scheme + "/awards", award.formatted("mei.rep"))
                .requireOk();

        assertThat(service.get(WEI, "/api/incentive-schemes/" + scheme)
                        .requireOk()
                        .body()
                        .at("/awards/0/entitlement")
                        .decimalValue())
                .isEqualByComparingTo("7466.67");
    }

    @Test
    void anotherFigureNeedsAReasonAndASecondPersonAndStandsBesideTheMeasuredOne() {
        String goal = active(plan(), QUARTER);
        REPORTS.measure(goal, "168000.00");
        String exception = "/api/goals/" + goal + "/close-by-exception";
        String other = "{\"actual\": 216000, \"reason\": \"an order was entered in April\"}";

        service.post(WEI, exception, "{\"actual\": 216000}").requireRefused(400, "reason", "not-blank");
        service.post(WEI, exception, "{\"actual\": 168000, \"reason\": \"why not\"}")
                .requireRefused(422, "actual", "other-than-measured");
        service.post(OTTO, exception + "/confirm", "{}").requireRefused(403, "", "manager");
        service.post(WEI, exception + "/confirm", "{}").requireRefused(409, "", "closing-requested");
        service.post(WEI, exception, other).requireOk();
        service.post(LENA, exception, other).requireRefused(409, "", "closing-requested");
        service.post(WEI, exception + "/confirm", "{}").requireRefused(403, "", "duties");
        service.post(LENA, exception + "/decline", "{\"reason\": \"show me the order\"}")
                .requireOk();
        service.post(WEI, exception, other).requireOk();
        assertThat(service.get(WEI, "/api/goals/" + goal)
                        .body()
                        .at("/closing/closed")
                        .asBoolean())
                .isFalse();
        service.post(LENA, exception + "/confirm", "{}").requireOk();

        JsonNode closed = service.get(WEI, "/api/goals/" + goal).requireOk().body();
        assertThat(closed.at("/summary/status").asString()).isEqualTo("ACHIEVED");
        assertThat(closed.at("/summary/actual").decimalValue()).isEqualByComparingTo("216000");
        assertThat(closed.at("/closing/measuredActual").decimalValue()).isEqualByComparingTo("168000");
        assertThat(closed.at("/closing/statedActual").decimalValue()).isEqualByComparingTo("216000");
        assertThat(closed.at("/closing/reason").asString()).isEqualTo("an order was entered in April");
        assertThat(closed.at("/closing/requestedBy").asString()).isEqualTo("wei.manager");
        assertThat(closed.at("/closing/closedBy").asString()).isEqualTo("lena.sales-ops");
        assertThat(service.get(WEI, "/api/goals/" + goal + "/history")
                        .requireOk()
                        .response()
                        .body())
                .contains(
                        "was closed as ACHIEVED with 216000 against 180000.00, where the reports measure 168000.00, as"
                                + " wei.manager asked and lena.sales-ops confirmed");
    }

    @Test
    void whatTheReportsCannotMeasureIsClosedByException() {
        String goal = active(plan(), QUARTER);
        REPORTS.refuse(goal, "cost-missing");

        service.post(WEI, "/api/goals/" + goal + "/close", "{}").requireRefused(409, "", "measured");
        service.post(
                        WEI,
                        "/api/goals/" + goal + "/close-by-exception",
                        "{\"actual\": 170000, \"reason\": \"as the ledger of accounting says\"}")
                .requireOk();
        service.post(LENA, "/api/goals/" + goal + "/close-by-exception/confirm", "{}")
                .requireOk();

        JsonNode closed = service.get(WEI, "/api/goals/" + goal).requireOk().body();
        assertThat(closed.at("/closing/measuredActual").isNull()).isTrue();
        assertThat(closed.at("/closing/measuredRefusal").asString()).isEqualTo("cost-missing");
        assertThat(closed.at("/summary/status").asString()).isEqualTo("MISSED");
    }

    @Test
    void beforeItsPeriodEndsAGoalIsAbandonedAndNotClosed() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String running = active(
                plan(today.minusDays(10), today.plusDays(10)),
                "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(today.minusDays(10), today.plusDays(10)));
        REPORTS.measure(running, "216000.00");

        service.post(WEI, "/api/goals/" + running + "/close", "{}").requireRefused(409, "", "period-over");
        service.post(WEI, "/api/goals/" + running + "/close-by-exception", "{\"actual\": 1, \"reason\": \"early\"}")
                .requireRefused(409, "", "period-over");
        service.get(WEI, "/api/goals/" + running + "/closing").requireRefused(409, "", "period-over");
        service.post(WEI, "/api/goals/" + running + "/abandon", "{\"reason\": \"given up\"}")
                .requireOk();

        String quarter = active(plan(), QUARTER);
        REPORTS.measure(quarter, "168000.00");
        // the grace period ends five days after 31 March, in Shanghai
        service.post(WEI, "/api/goals/" + quarter + "/close", "{\"occurredAt\": \"2025-04-02T02:00:00Z\"}")
                .requireRefused(409, "", "grace-period");
        service.post(WEI, "/api/goals/" + quarter + "/close", "{\"occurredAt\": \"2025-04-05T15:59:59Z\"}")
                .requireRefused(409, "", "grace-period");
        assertThat(REPORTS.asked(quarter)).isEmpty();
        service.post(WEI, "/api/goals/" + quarter + "/close", "{\"occurredAt\": \"2025-04-05T16:00:00Z\"}")
                .requireOk();
    }

    @Test
    void whereTheReportsDoNotAnswerTheClosingWaits() {
        String goal = active(plan(), QUARTER);

        Answered unknown = service.post(WEI, "/api/goals/" + goal + "/close", "{}");
        unknown.requireRefused(409, "goalId", "measured");
        assertThat(unknown.response().headers().firstValue("Retry-After")).isPresent();
        REPORTS.fail(goal);
        Answered failed = service.post(WEI, "/api/goals/" + goal + "/close", "{}");
        failed.requireRefused(503, "", "reports-unavailable");
        assertThat(failed.response().headers().firstValue("Retry-After")).isPresent();
        // who may not close it has the reports not asked
        int asked = REPORTS.asked(goal).size();
        service.post(OTTO, "/api/goals/" + goal + "/close", "{}").requireRefused(404, "", "not-found");
        service.post(MEI, "/api/goals/" + goal + "/close", "{}").requireRefused(403, "", "manager");
        assertThat(REPORTS.asked(goal)).hasSize(asked);
    }

    @Test
    void anInstallationWithoutReportsClosesNothing() {
        try (RunningService alone = new RunningService(
                GoalService.class,
                Servers.shared().createDatabase("goal"),
                "plumbline.relay.topic=" + Servers.shared().createTopic("sales.goal.events", 1))) {
            RunningGoalService.define(alone, "CHINA", null);
            RunningGoalService.define(alone, "EAST-CHINA", "CHINA");
            String goal =
                    active(alone, plan(alone, LocalDate.parse("2025-01-01"), LocalDate.parse("2025-12-31")), QUARTER);

            alone.post(WEI, "/api/goals/" + goal + "/close", "{}").requireRefused(503, "", "reports-unset");
        }
    }

    @Test
    void theReportsFigureOfTheSameScopeAYearBeforeIsProposedAsABaseline() {
        String plan = plan();
        String goal = service.post(LENA, "/api/goals", """
                        {"name": "Quarter", "metric": "SALES_AMOUNT", "currency": "CNY", "target": 180000, "period": %s,
                         "scope": {"territory": "EAST-CHINA", "industries": ["food & drink"]}, "owner": "wei.manager",
                         "planId": "%s"}
                        """.formatted(QUARTER, plan))
                .requireCreated()
                .id();
        service.post(LENA, "/api/goals/" + goal + "/submit", "{}").requireRefused(422, "baseline", "achievable");

        JsonNode proposed =
                service.get(WEI, "/api/goals/" + goal + "/baseline").requireOk().body();

        assertThat(proposed.path("baseline").decimalValue()).isEqualByComparingTo("150000");
        assertThat(proposed.path("from").asString()).isEqualTo("2024-01-01");
        assertThat(proposed.path("to").asString()).isEqualTo("2024-03-31");
        assertThat(REPORTS.askedOfSales().getLast().parameters())
                .containsEntry("from", "2024-01-01")
                .containsEntry("territory", "EAST-CHINA")
                .containsEntry("industry", "food & drink")
                .containsEntry("currency", "CNY")
                .containsEntry("rates", "PLAN")
                .containsEntry("plan", plan);
        String rate = service.post(LENA, "/api/goals", """
                        {"name": "Rate", "metric": "REPURCHASE_RATE", "target": 60, "period": %s,
                         "scope": {"territory": "EAST-CHINA"}, "owner": "wei.manager", "planId": "%s"}
                        """.formatted(QUARTER, plan))
                .requireCreated()
                .id();
        service.get(WEI, "/api/goals/" + rate + "/baseline").requireRefused(409, "", "needs-baseline");
    }

    @Test
    void whatWaitsForSomebodyIsInTheInbox() {
        String plan = plan();
        String goal = service.post(LENA, "/api/goals", """
                        {"name": "Waiting", "metric": "SALES_AMOUNT", "currency": "CNY", "target": 180000,
                         "baseline": 150000, "period": %s, "scope": {"territory": "EAST-CHINA"}, "owner": "mei.rep",
                         "planId": "%s"}
                        """.formatted(QUARTER, plan))
                .requireCreated()
                .id();
        service.post(WEI, "/api/goals/" + goal + "/submit", "{\"occurredAt\": \"2020-01-01T00:00:00Z\"}")
                .requireOk();
        service.post(LENA, "/api/plans/" + plan + "/submit", "{\"occurredAt\": \"2020-01-02T00:00:00Z\"}")
                .requireOk();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String task = service.post(LENA, "/api/tasks", """
                        {"goalId": "%s", "name": "Call", "owner": "mei.rep", "due": "%s", "deliverable": "d", "measure": "m"}
                        """.formatted(goal, today.plusDays(7)))
                .requireCreated()
                .id();

        assertThat(inbox(CHEN)).contains("GOAL_TO_APPROVE " + goal, "PLAN_TO_APPROVE " + plan);
        // who submitted it has nothing to decide, nor has who manages another region, nor sales operations
        assertThat(inbox(WEI)).contains("PLAN_TO_APPROVE " + plan).doesNotContain("GOAL_TO_APPROVE " + goal);
        assertThat(inbox(OTTO)).isEmpty();
        assertThat(inbox(LENA)).doesNotContain("GOAL_TO_APPROVE " + goal, "PLAN_TO_APPROVE " + plan);
        assertThat(inbox(MEI)).contains("TASK_DUE " + task);
        assertThat(service.get(MEI, "/api/inbox?days=6").requireOk().response().body())
                .doesNotContain(task);
        service.post(CHEN, "/api/goals/" + goal + "/reject", "{\"reason\": \"too low\"}")
                .requireOk();
        service.post(CHEN, "/api/plans/" + plan + "/reject", "{\"reason\": \"no strategy\"}")
                .requireOk();
        assertThat(inbox(MEI)).contains("GOAL_REJECTED " + goal);
        assertThat(inbox(WEI)).contains("GOAL_REJECTED " + goal, "PLAN_REJECTED " + plan);
        assertThat(inbox(CHEN)).doesNotContain("GOAL_TO_APPROVE " + goal, "PLAN_TO_APPROVE " + plan);

        String asked = active(plan, QUARTER);
        REPORTS.measure(asked, "168000.00");
        service.post(LENA, "/api/goals/" + asked + "/close-by-exception", "{\"actual\": 1, \"reason\": \"look again\"}")
                .requireOk();
        assertThat(inbox(WEI)).contains("CLOSING_TO_CONFIRM " + asked);
        assertThat(inbox(LENA)).doesNotContain("CLOSING_TO_CONFIRM " + asked);
    }

    private List<String> inbox(String token) {
        return service.get(token, "/api/inbox?limit=200")
                .requireOk()
                .body()
                .valueStream()
                .map(item ->
                        item.path("kind").asString() + " " + item.path("id").asString())
                .toList();
    }

    private String plan() {
        return plan(LocalDate.parse("2025-01-01"), LocalDate.parse("2025-12-31"));
    }

    private String plan(LocalDate from, LocalDate to) {
        return plan(service, from, to);
    }

    private static String plan(RunningService at, LocalDate from, LocalDate to) {
        return at.post(LENA, "/api/plans", """
                        {"type": "ANNUAL", "name": "East China", "territory": "EAST-CHINA", "owner": "wei.manager",
                         "currency": "CNY", "period": {"from": "%s", "to": "%s"}}
                        """.formatted(from, to))
                .requireCreated()
                .id();
    }

    private String active(String plan, String period) {
        return active(service, plan, period);
    }

    private static String active(RunningService at, String plan, String period) {
        String goal = at.post(LENA, "/api/goals", """
                        {"name": "Quarter", "metric": "SALES_AMOUNT", "currency": "CNY", "target": 180000,
                         "baseline": 150000, "period": %s, "scope": {"territory": "EAST-CHINA"},
                         "owner": "wei.manager", "planId": "%s", "occurredAt": "2024-12-20T02:00:00Z"}
                        """.formatted(period, plan))
                .requireCreated()
                .id();
        String when = "{\"occurredAt\": \"2024-12-21T02:00:00Z\"}";
        at.post(LENA, "/api/goals/" + goal + "/submit", when).requireOk();
        at.post(WEI, "/api/goals/" + goal + "/approve", when).requireOk();
        at.post(LENA, "/api/goals/" + goal + "/activate", when).requireOk();
        return goal;
    }
}
