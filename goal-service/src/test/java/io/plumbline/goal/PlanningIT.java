package io.plumbline.goal;

import static io.plumbline.goal.RunningGoalService.CHEN;
import static io.plumbline.goal.RunningGoalService.LENA;
import static io.plumbline.goal.RunningGoalService.MEI;
import static io.plumbline.goal.RunningGoalService.OTTO;
import static io.plumbline.goal.RunningGoalService.REPORTS;
import static io.plumbline.goal.RunningGoalService.WEI;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.testing.Answered;
import io.plumbline.platform.testing.RunningService;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PlanningIT {

    private static final String RESOURCE = "0198c1f0-8888-7000-8000-%012d";
    private static final String STRATEGY = "0198c1f0-4444-7000-8000-%012d";

    private final RunningService service = RunningGoalService.shared();

    @Test
    void aPlanHoldsMarketStrategiesResourcesCapacityAndRisks() {
        String plan = plan("ANNUAL");
        post(WEI, plan, "market", """
                {"size": 1200000000, "growth": 0.08, "targetSegments": ["large"], "policyFactors": "subsidies end",
                 "competitors": [{"name": "Northern Drives", "strengths": "service", "weaknesses": "no controllers"}]}
                """);
        post(WEI, plan, "strategies/" + STRATEGY.formatted(1), channel("online", "0.20", "0.30", "LEADS"));
        post(
                WEI,
                plan,
                "strategies/" + STRATEGY.formatted(2),
                channel("exhibitions", "0.30", "0.20", "HIGH_INTENT_LEADS"));
        send(WEI, plan, "strategies/" + STRATEGY.formatted(3), channel("partners", "0.51", "0.10", "LEADS"))
                .requireRefused(422, "channel.budgetShare", "at-most-100-percent");
        send(
                        WEI,
                        plan,
                        "strategies/" + STRATEGY.formatted(3),
                        "{\"kind\": \"CHANNEL\", \"description\": \"no shares\"}")
                .requireRefused(422, "channel", "channel-shares");
        post(
                WEI,
                plan,
                "capacity",
                "{\"representatives\": 5, \"customersPerMonth\": 12, \"months\": 3, \"newCustomerGoal\": 300}");
        post(
                WEI,
                plan,
                "risks",
                "{\"riskId\": \"0198c1f0-6666-7000-8000-000000000001\", \"description\": \"supplier late\"}");
        post(WEI, plan, "risks/0198c1f0-6666-7000-8000-000000000001/assess", "{\"likelihood\": 3, \"impact\": 4}");
        post(WEI, plan, "risks/0198c1f0-6666-7000-8000-000000000001/respond", "{\"response\": \"a second supplier\"}");
        send(WEI, plan, "risks/0198c1f0-6666-7000-8000-000000000001/assess", "{\"likelihood\": 6, \"impact\": 4}")
                .requireRefused(400, "likelihood", "max");
        post(WEI, plan, "risks/0198c1f0-6666-7000-8000-000000000001/close", "{\"reason\": \"it delivers\"}");

        JsonNode held = service.get(WEI, "/api/plans/" + plan).requireOk().body();
        assertThat(held.at("/capacity/capacity").asInt()).isEqualTo(180);
        assertThat(held.at("/capacity/shortfall").asInt()).isEqualTo(120);
        assertThat(held.at("/capacity/representativesNeeded").asInt()).isEqualTo(9);
        assertThat(held.at("/content/strategies").size()).isEqualTo(2);
        assertThat(held.at("/content/market/competitors/0/name").asString()).isEqualTo("Northern Drives");
        assertThat(held.at("/content/risks/0/closed").asString()).isEqualTo("it delivers");
        assertThat(service.get(OTTO, "/api/plans/" + plan).status()).isEqualTo(404);
        assertThat(service.get(WEI, "/api/plans/" + plan + "/history")
                        .requireOk()
                        .body()
                        .toString())
                .contains("cannot carry a goal of 300: it is short by 120; 9 representatives could carry it");
    }

    @Test
    void aBudgetIsNeverOverspentHoweverManyTryAtOnce() throws Exception {
        String plan = plan("QUARTERLY");
        String budget = RESOURCE.formatted(1);
        post(
                LENA,
                plan,
                "resources",
                "{\"resourceId\": \"" + budget
                        + "\", \"kind\": \"BUDGET\", \"category\": \"PROMOTION\", \"description\": \"fairs\", \"amount\": 1000}");
        send(WEI, plan, "resources/" + budget + "/consume", "{\"amount\": 1, \"purpose\": \"early\"}")
                .requireRefused(422, "amount", "within-approved");
        send(LENA, plan, "resources/" + budget + "/approve", "{}").requireRefused(403, "", "manager");
        send(WEI, plan, "resources/" + budget + "/approve", "{\"amount\": 1000.01}")
                .requireRefused(422, "amount", "at-most-requested");
        post(WEI, plan, "resources/" + budget + "/approve", "{\"amount\": 900}");

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Answered>> calls = IntStream.range(0, 8)
                    .mapToObj(n -> threads.submit(() -> send(
                            WEI,
                            plan,
                            "resources/" + budget + "/consume",
                            "{\"amount\": 200, \"purpose\": \"stand\"}")))
                    .toList();
            for (Future<Answered> call : calls) {
                assertThat(call.get(60, TimeUnit.SECONDS).status()).isIn(200, 409, 422);
            }
        }

        JsonNode held = service.get(WEI, "/api/plans/" + plan).requireOk().body();
        assertThat(held.at("/content/resources/0/consumed").decimalValue()).isLessThanOrEqualTo(new BigDecimal(900));
        assertThat(held.at("/content/resources/0/consumed").decimalValue()).isPositive();
        String tool = RESOURCE.formatted(2);
        post(
                WEI,
                plan,
                "resources",
                "{\"resourceId\": \"" + tool
                        + "\", \"kind\": \"TOOL\", \"description\": \"CRM seats\", \"amount\": 5}");
        send(WEI, plan, "resources/" + tool + "/approve", "{}").requireRefused(403, "", "duties");
        send(WEI, plan, "resources/" + tool + "/refuse", "{\"reason\": \"mine\"}")
                .requireRefused(403, "", "duties");
        post(CHEN, plan, "resources/" + tool + "/refuse", "{\"reason\": \"there are some\"}");
        send(WEI, plan, "resources/" + tool + "/consume", "{\"amount\": 1, \"purpose\": \"seat\"}")
                .requireRefused(422, "amount", "within-approved");
    }

    @Test
    void aPlanIsApprovedByAManagerOfItsTerritory() {
        String plan = plan("PRODUCT_LAUNCH");
        post(LENA, plan, "submit", "{}");
        send(LENA, plan, "approve", "{}").requireRefused(403, "", "manager");
        send(OTTO, plan, "approve", "{}").requireRefused(403, "", "manager");
        post(WEI, plan, "reject", "{\"reason\": \"no strategy\"}");
        post(WEI, plan, "submit", "{}");
        send(WEI, plan, "approve", "{}").requireRefused(403, "", "duties");
        send(WEI, plan, "reject", "{\"reason\": \"mine\"}").requireRefused(403, "", "duties");
        post(CHEN, plan, "approve", "{}");
        send(WEI, plan, "market", "{\"growth\": 0.5}").requireRefused(409, "", "status");
        post(WEI, plan, "activate", "{}");
        post(WEI, plan, "close", "{}");

        assertThat(service.get(WEI, "/api/plans?status=CLOSED&type=PRODUCT_LAUNCH")
                        .requireOk()
                        .body()
                        .at("/items/0/planId")
                        .asString())
                .isEqualTo(plan);
    }

    @Test
    void aGoalOfThreeHundredNewCustomersIsBeyondThePlansCapacity() {
        String plan = plan("REGION_EXPANSION");
        post(
                WEI,
                plan,
                "capacity",
                "{\"representatives\": 5, \"customersPerMonth\": 12, \"months\": 3, \"newCustomerGoal\": 300}");
        String goal = goal(plan, "NEW_CUSTOMERS", "300", "");

        Answered refused = service.post(WEI, "/api/goals/" + goal + "/submit", "{}");

        refused.requireRefused(422, "target", "achievable");
        assertThat(refused.response().body()).contains("the plan's capacity is 180 new customers, not 300");
        service.post(WEI, "/api/goals/" + goal + "/submit", "{\"justification\": \"a partner brings half of them\"}")
                .requireOk();
    }

    @Test
    void tasksWaitForEachOtherWithoutACircle() {
        String goal = goal(plan("BOTTLENECK_BREAKTHROUGH"), "SALES_AMOUNT", "1000", "\"currency\": \"CNY\",");
        String first = task(goal, "First", "\"start\": \"2024-07-01\",", "");
        String second = task(goal, "Second", "\"start\": \"2024-07-10\",", first);
        String third = task(goal, "Opened", "", second);

        service.post(WEI, "/api/tasks", """
                        {"goalId": "%s", "name": "Too early", "owner": "mei.rep", "due": "2024-08-31", "deliverable": "d",
                         "measure": "m", "waitsFor": ["%s"]}
                        """.formatted(goal, first))
                .requireRefused(422, "due", "due-after-what-it-waits-for");
        service.post(
                        MEI,
                        "/api/tasks/" + first + "/reschedule",
                        "{\"start\": \"2024-07-01\", \"due\": \"2024-09-02\", \"reason\": \"rain\"}")
                .requireRefused(422, "due", "due-before-dependents");
        service.post(
                        MEI,
                        "/api/tasks/" + third + "/reschedule",
                        "{\"start\": \"2024-08-31\", \"due\": \"2024-08-31\", \"reason\": \"sooner\"}")
                .requireRefused(422, "due", "due-after-what-it-waits-for");
        service.post(WEI, "/api/tasks/" + first + "/dependencies", "{\"waitsFor\": [\"" + third + "\"]}")
                .requireRefused(422, "waitsFor", "no-cycle");
        service.post(
                        WEI,
                        "/api/tasks/" + first + "/dependencies",
                        "{\"waitsFor\": [\"0198c1f0-3333-7000-8000-00000000dead\"]}")
                .requireRefused(422, "waitsFor", "known-task");
        service.post(MEI, "/api/tasks/" + second + "/start", "{}").requireRefused(409, "", "waits");
        service.post(MEI, "/api/tasks/" + first + "/start", "{}").requireOk();
        service.post(MEI, "/api/tasks/" + first + "/done", "{\"deliverable\": \"the report\"}")
                .requireOk();
        service.post(
                        MEI,
                        "/api/tasks/" + second + "/reschedule",
                        "{\"start\": \"2024-07-20\", \"due\": \"2024-08-01\", \"reason\": \"rain\"}")
                .requireOk();
        service.post(MEI, "/api/tasks/" + second + "/start", "{}").requireOk();
        service.post(MEI, "/api/tasks/" + second + "/cancel", "{\"reason\": \"not needed\"}")
                .requireOk();
        service.post(MEI, "/api/tasks/" + third + "/done", "{\"deliverable\": \"open\"}")
                .requireOk();
        service.post(OTTO, "/api/tasks/" + third + "/start", "{}").requireRefused(403, "", "owner");

        JsonNode chart =
                service.get(WEI, "/api/tasks?goal=" + goal).requireOk().body().path("items");
        assertThat(chart.valueStream().map(bar -> bar.path("name").asString()))
                .containsExactly("First", "Second", "Opened");
        assertThat(chart.at("/0/delivered").asString()).isEqualTo("the report");
        assertThat(chart.at("/1/start").asString()).isEqualTo("2024-07-20");
        assertThat(chart.at("/1/waitsFor/0").asString()).isEqualTo(first);
        assertThat(chart.at("/2/milestone").asBoolean()).isTrue();
        assertThat(service.get(WEI, "/api/tasks/" + second + "/history")
                        .body()
                        .at("/1/why")
                        .asString())
                .isEqualTo("rain");
        Answered page = service.get(WEI, "/api/tasks?goal=" + goal + "&limit=2").requireOk();
        assertThat(service.get(
                                WEI,
                                "/api/tasks?goal=" + goal + "&limit=2&after="
                                        + page.body().path("next").asString())
                        .requireOk()
                        .body()
                        .at("/items/0/name")
                        .asString())
                .isEqualTo("Opened");
    }

    @Test
    void aClosedGoalIsAwardedLookedBackAtAndLearnedFrom() {
        String plan = plan("CROSS_DEPARTMENT");
        String scheme = service.post(WEI, "/api/incentive-schemes", """
                        {"planId": "%s", "name": "Bonus", "cap": 1.2, "bands": [
                           {"from": 0.8, "to": 0.9, "rate": 0.5}, {"from": 0.9, "to": 1.0, "rate": 0.8},
                           {"from": 1.0, "rate": 1.0}],
                         "rewards": [{"kind": "PUBLIC_PRAISE", "description": "named", "from": 1.0}]}
                        """.formatted(plan))
                .requireCreated()
                .id();
        assertThat(service.get(WEI, "/api/incentive-schemes/" + scheme + "/entitlement?completion=0.93&base=10000")
                        .requireOk()
                        .body()
                        .path("amount")
                        .decimalValue())
                .isEqualByComparingTo("7440");
        String goal = goal(plan, "SALES_AMOUNT", "1000", "\"currency\": \"CNY\",");
        String award = "{\"goalId\": \"" + goal
                + "\", \"representative\": \"mei.rep\", \"base\": 10000, \"reason\": \"as said\"}";
        service.post(WEI, "/api/incentive-schemes/" + scheme + "/awards", award).requireRefused(409, "", "goal-closed");
        String retrospective = """
                {"causes": [{"kind": "LEAD_QUALITY", "text": "half had no budget"}],
                 "standardise": [{"title": "Ask for the budget in the first call", "text": "首次通话询问客户预算"}],
                 "improve": [{"title": "Qualify leads of fairs", "text": "展会线索需要筛选"}]}
                """;
        service.post(WEI, "/api/goals/" + goal + "/retrospective", retrospective)
                .requireRefused(409, "", "goal-closed");
        service.post(LENA, "/api/goals/" + goal + "/submit", "{\"justification\": \"as last year\"}")
                .requireOk();
        service.post(WEI, "/api/goals/" + goal + "/approve", "{}").requireOk();
        service.post(WEI, "/api/goals/" + goal + "/activate", "{}").requireOk();
        REPORTS.measure(goal, "950.00");
        service.post(WEI, "/api/goals/" + goal + "/close", "{\"actual\": 950}").requireOk();

        service.post(LENA, "/api/incentive-schemes/" + scheme + "/awards", award)
                .requireRefused(403, "", "manager");
        service.post(WEI, "/api/incentive-schemes/" + scheme + "/awards", award).requireOk();
        assertThat(service.get(WEI, "/api/incentive-schemes/" + scheme)
                        .requireOk()
                        .body()
                        .at("/awards/0/amount")
                        .decimalValue())
                .isEqualByComparingTo("7600");

        service.post(WEI, "/api/goals/" + goal + "/retrospective", retrospective)
                .requireOk();
        assertThat(service.post(WEI, "/api/goals/" + goal + "/retrospective", retrospective)
                        .status())
                .isEqualTo(409);
        service.post(
                        WEI,
                        "/api/goals/" + goal + "/retrospective/lessons",
                        "{\"kind\": \"PRACTICE\", \"lesson\": {\"title\": \"Call within a day\", \"text\": \"leads cool fast\"}}")
                .requireOk();
        JsonNode held = service.get(WEI, "/api/goals/" + goal + "/retrospective")
                .requireOk()
                .body();
        assertThat(held.path("outcome").asString()).isEqualTo("MISSED");
        assertThat(held.path("learned").size()).isEqualTo(3);

        assertThat(titles("budget call")).contains("Ask for the budget in the first call");
        assertThat(titles("客户预算")).containsExactly("Ask for the budget in the first call");
        assertThat(titles("展会")).containsExactly("Qualify leads of fairs");
        assertThat(titles("budget 展会")).isEmpty();
        assertThat(titles("qualif")).containsExactly("Qualify leads of fairs");
        assertThat(titles("'); drop table practice --")).isEmpty();
        String practice = held.at("/learned/0").asString();
        String citing = plan("ANNUAL", practice);
        assertThat(service.get(WEI, "/api/plans/" + citing)
                        .requireOk()
                        .body()
                        .at("/content/cited/0")
                        .asString())
                .isEqualTo(practice);
        service.post(LENA, "/api/practices/" + practice + "/retire", "{\"reason\": \"in the handbook\"}")
                .requireOk();
        send(WEI, plan("ANNUAL"), "citations", "{\"practiceId\": \"" + practice + "\"}")
                .requireRefused(422, "cites", "known-practice");
        post(
                WEI,
                plan("ANNUAL"),
                "citations",
                "{\"practiceId\": \"" + held.at("/learned/1").asString() + "\"}");
    }

    private List<String> titles(String query) {
        return service.get(MEI, "/api/practices/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .requireOk()
                .body()
                .valueStream()
                .map(practice -> practice.path("title").asString())
                .toList();
    }

    private static String channel(String channel, String budget, String expected, String of) {
        return """
                {"kind": "CHANNEL", "description": "%s", "channel": {"channel": "%s", "budgetShare": %s,
                 "expectedShare": %s, "of": "%s"}}
                """.formatted(channel, channel, budget, expected, of);
    }

    private String task(String goal, String name, String start, String waitsFor) {
        return service.post(WEI, "/api/tasks", """
                        {"goalId": "%s", "name": "%s", "owner": "mei.rep", %s "due": "2024-09-01", "steps": ["go"],
                         "deliverable": "d", "measure": "m", "waitsFor": [%s]}
                        """.formatted(
                                goal, name, start, waitsFor.isEmpty() ? "" : '"' + waitsFor + '"'))
                .requireCreated()
                .id();
    }

    private String goal(String plan, String metric, String target, String more) {
        return service.post(WEI, "/api/goals", """
                        {"name": "Goal of a plan", "metric": "%s", "target": %s, %s "planId": "%s",
                         "period": {"from": "2024-07-01", "to": "2024-09-30"}, "scope": {"territory": "EAST-CHINA"},
                         "owner": "wei.manager"}
                        """.formatted(metric, target, more, plan))
                .requireCreated()
                .id();
    }

    private String plan(String type, String... cites) {
        return service.post(WEI, "/api/plans", """
                        {"type": "%s", "name": "A plan", "territory": "EAST-CHINA", "owner": "wei.manager",
                         "currency": "CNY", "period": {"from": "2024-07-01", "to": "2024-12-31"}, "cites": [%s]}
                        """.formatted(type, cites.length == 0 ? "" : '"' + cites[0] + '"'))
                .requireCreated()
                .id();
    }

    private void post(String token, String plan, String path, String body) {
        send(token, plan, path, body).requireOk();
    }

    private Answered send(String token, String plan, String path, String body) {
        return service.post(token, "/api/plans/" + plan + "/" + path, body);
    }
}
