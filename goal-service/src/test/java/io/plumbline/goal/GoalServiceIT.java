package io.plumbline.goal;

import static io.plumbline.goal.RunningGoalService.LENA;
import static io.plumbline.goal.RunningGoalService.MEI;
import static io.plumbline.goal.RunningGoalService.OTTO;
import static io.plumbline.goal.RunningGoalService.REPORTS;
import static io.plumbline.goal.RunningGoalService.WEI;
import static io.plumbline.goal.RunningGoalService.territory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.platform.testing.Answered;
import io.plumbline.platform.testing.RunningService;
import io.plumbline.platform.testing.StrangerTokens;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class GoalServiceIT {

    private final RunningService service = RunningGoalService.shared();

    @Test
    void aGoalLivesFromDraftToAchievedAndItsHistoryTellsAll() {
        String id = draft("East China 2024 H2", "6500000", "\"baseline\": 5000000, \"parentId\": \"" + china() + "\"");

        act(LENA, id, "submit", "{\"occurredAt\": \"2024-06-21T02:00:00Z\"}");
        act(WEI, id, "approve", "{}");
        act(LENA, id, "activate", "{}");
        act(
                LENA,
                id,
                "revise-target",
                "{\"target\": 6200000, \"reason\": \"two left\", \"occurredAt\": \"2024-08-01T02:00:00Z\"}");
        act(WEI, id, "rephase", """
                {"phasing": [{"from": "2024-07-01", "to": "2024-09-30", "target": 3000000},
                             {"from": "2024-10-01", "to": "2024-12-31", "target": 3200000}], "reason": "the fair"}
                """);
        REPORTS.measure(id, "6310000.00");
        act(WEI, id, "close", "{\"actual\": 6310000}");

        Answered goal = service.get(LENA, "/api/goals/" + id).requireOk();
        assertThat(goal.response().headers().firstValue("ETag")).hasValue("\"6\"");
        assertThat(goal.body().at("/summary/status").asString()).isEqualTo("ACHIEVED");
        assertThat(goal.body().at("/summary/originalTarget").decimalValue()).isEqualByComparingTo("6500000");
        assertThat(goal.body().at("/goal/target").decimalValue()).isEqualByComparingTo("6200000");
        assertThat(goal.body().at("/revisions/0/reason").asString()).isEqualTo("two left");

        Answered attainment =
                service.get(LENA, "/api/goals/" + id + "/attainment").requireOk();
        assertThat(attainment.body().at("/0/attainment").doubleValue()).isCloseTo(6310000d / 6500000, within(1e-12));
        assertThat(attainment.body().at("/1/attainment").doubleValue()).isCloseTo(6310000d / 6200000, within(1e-12));

        Answered history = service.get(LENA, "/api/goals/" + id + "/history").requireOk();
        assertThat(history.body().valueStream().map(entry -> entry.path("event").asString()))
                .containsExactly(
                        "GoalDrafted",
                        "GoalSubmitted",
                        "GoalApproved",
                        "GoalActivated",
                        "TargetRevised",
                        "GoalRephased",
                        "GoalClosed");
        assertThat(history.body().at("/2/by").asString()).isEqualTo("wei.manager");
        assertThat(history.body().at("/4/what").asString())
                .isEqualTo("its target was revised from 6500000.00 to 6200000.00");
        assertThat(history.body().at("/4/why").asString()).isEqualTo("two left");
        assertThat(history.body().at("/4/occurredAt").asString()).isEqualTo("2024-08-01T02:00:00Z");
    }

    @Test
    void raiseEastChinaIsNoGoal() {
        String id = service.post(
                        WEI,
                        "/api/goals",
                        "{\"name\": \"Raise East China\", \"owner\": \"wei.manager\", \"scope\": {\"territory\": \"EAST-CHINA\"}}")
                .requireCreated()
                .id();

        Answered refused = service.post(WEI, "/api/goals/" + id + "/submit", "{}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.rules()).containsExactly("specific", "measurable", "relevant", "time-bound");
        Answered verdicts =
                service.get(WEI, "/api/goals/" + id + "/smart-check").requireOk();
        assertThat(verdicts.body()
                        .valueStream()
                        .map(verdict -> verdict.path("met").asBoolean()))
                .containsExactly(false, false, true, false, false, true);
        assertThat(service.get(WEI, "/api/goals/" + id)
                        .body()
                        .at("/summary/status")
                        .asString())
                .isEqualTo("DRAFT");
    }

    @Test
    void aRejectedGoalIsAmendedAndSubmittedAgain() {
        String id = draft("Too vague", "6500000", "\"baseline\": 5000000, \"parentId\": \"" + china() + "\"");
        act(LENA, id, "submit", "{}");
        act(WEI, id, "reject", "{\"reason\": \"say which industries\"}");

        service.post(
                        LENA,
                        "/api/goals/" + id + "/amend",
                        body(
                                "Key industries",
                                "6000000",
                                "\"scope\": {\"territory\": \"EAST-CHINA\", \"industries\": [\"retail\"]}, \"baseline\": 5000000"))
                .requireOk();
        act(LENA, id, "submit", "{}");

        Answered goal = service.get(LENA, "/api/goals/" + id).requireOk();
        assertThat(goal.body().at("/summary/status").asString()).isEqualTo("SUBMITTED");
        assertThat(goal.body().at("/goal/scope/industries/0").asString()).isEqualTo("retail");
        assertThat(goal.body().at("/goal/parentId").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"currency\": \"CNX\"' | 422 | currency | known-currency",
                "'\"currency\": \"CLF\"' | 400 | currency | allowed-currency",
                "'\"period\": {\"from\": \"2024-12-31\", \"to\": \"2024-07-01\"}' | 422 | period | period-order",
                "'\"target\": -1' | 400 | target | positive-or-zero",
                "'\"target\": 0.001' | 422 | target | decimals",
                "'\"target\": 0' | 422 | target | above-zero",
                "'\"occurredAt\": \"2999-01-01T00:00:00Z\"' | 422 | occurredAt | not-in-future",
                "'\"weight\": 1e-999999999' | 400 | weight | digits",
                "'\"baseline\": 1e999999999' | 400 | baseline | digits",
                "'\"justification\": \"nul \\u0000\"' | 400 | justification | characters",
                "'\"metric\": \"FAME\"' | 400 | metric | format",
                "'\"colour\": \"red\"' | 400 | colour | unknown-field",
                "'\"scope\": {\"territory\": \"ATLANTIS\"}' | 422 | scope.territory | known-territory",
                "'\"owner\": \"\"' | 400 | owner | not-blank",
                "'\"weight\": 1.5' | 400 | weight | decimal-max",
                "'\"goalId\": \"42\"' | 400 | goalId | pattern",
                "'\"parentId\": \"0198c1f0-1111-7000-8000-00000000dead\"' | 422 | parentId | known-parent",
                "'\"planId\": \"0198c1f0-1111-7000-8000-00000000dead\"' | 422 | planId | known-plan",
                "'\"phasing\": [{\"from\": \"2024-07-01\", \"to\": \"2024-12-31\", \"target\": 1}]' | 422 | phasing | adds-up",
                "'\"phasing\": [{\"from\": \"2024-01-01\", \"to\": \"2024-12-31\", \"target\": 1000}]' | 422 | phasing[0] | inside-period",
                "'\"stretch\": [{\"name\": \"less\", \"target\": 999}]' | 422 | stretch[0].target | rising",
                "'\"activityKind\": \"VISIT\"' | 422 | activityKind | fits-metric"
            })
    void badInputNamesFieldAndRuleAndChangesNothing(String wrong, int status, String field, String rule) {
        long before = events();

        service.post(LENA, "/api/goals", body("Wrong", "1000", wrong)).requireRefused(status, field, rule);

        assertThat(events()).isEqualTo(before);
    }

    @Test
    void whatIsNoJsonOrFarTooLongIsRefused() {
        long before = events();

        assertThat(service.post(LENA, "/api/goals", "{\"name\": ").rules()).containsExactly("json");
        service.post(LENA, "/api/goals", body("x".repeat(1 << 20), "1000", "\"weight\": null"))
                .requireRefused(400, "name", "size");
        String id = draft("Long reasons", "1000", "\"weight\": null");
        service.post(WEI, "/api/goals/" + id + "/abandon", "{\"reason\": \"" + "长".repeat(1 << 18) + "\"}")
                .requireRefused(400, "reason", "size");

        assertThat(events()).isEqualTo(before + 1);
    }

    @Test
    void whoMayDoWhatFollowsTheTerritories() {
        String id = draft("Whose", "6500000", "\"baseline\": 5000000, \"parentId\": \"" + china() + "\"");
        act(LENA, id, "submit", "{}");

        service.post(LENA, "/api/goals/" + id + "/approve", "{}").requireRefused(403, "", "manager");
        service.post(OTTO, "/api/goals/" + id + "/approve", "{}").requireRefused(403, "", "manager");
        service.post(MEI, "/api/goals/" + id + "/approve", "{}").requireRefused(403, "", "manager");
        assertThat(service.get(OTTO, "/api/goals/" + id).status()).isEqualTo(404);
        assertThat(service.get(MEI, "/api/goals/" + id).status()).isEqualTo(404);
        service.get(WEI, "/api/goals/" + id).requireOk();
        act(WEI, id, "reject", "{\"reason\": \"again\"}");
        service.post(LENA, "/api/goals/" + id + "/amend", body("Whose", "6500000", "\"baseline\": 5000000"))
                .requireOk();
        act(WEI, id, "submit", "{}");
        service.post(WEI, "/api/goals/" + id + "/approve", "{}").requireRefused(403, "", "duties");
        service.post(WEI, "/api/goals/" + id + "/reject", "{\"reason\": \"mine\"}")
                .requireRefused(403, "", "duties");
        service.post(MEI, "/api/goals", body("Not mine", "1", "\"weight\": null"))
                .requireRefused(403, "", "owner");
        String own = service.post(MEI, "/api/goals", body("Mine", "1", "\"owner\": \"mei.rep\""))
                .requireCreated()
                .id();
        service.get(MEI, "/api/goals/" + own).requireOk();
        service.post(MEI, "/api/goals/" + own + "/abandon", "{\"reason\": \"no\"}")
                .requireRefused(403, "", "manager");
    }

    @Test
    void strangersAreRefusedByEveryOperation() {
        StrangerTokens.assertRefused(service, "goal-service");
        assertThat(service.stranger("POST", "/actuator/republish/a.topic").status())
                .isEqualTo(401);
    }

    @Test
    void aGoalIsDraftedInAnOwnTerritoryUnderAnOwnParent() {
        String europe = service.post(OTTO, "/api/goals", goal("otto.manager", "{\"territory\": \"EUROPE\"}", ""))
                .requireCreated()
                .id();
        // an own goal in another region, in the region above, and everywhere
        for (String scope : List.of("{\"territory\": \"EUROPE\"}", "{\"territory\": \"CHINA\"}", "{}")) {
            service.post(MEI, "/api/goals", goal("mei.rep", scope, "")).requireRefused(403, "", "assigned");
        }
        // under another region's goal
        service.post(MEI, "/api/goals", goal("mei.rep", "{\"territory\": \"EAST-CHINA\"}", europe))
                .requireRefused(403, "", "foreign-parent");
        service.post(MEI, "/api/goals", goal("mei.rep", "{\"territory\": \"EAST-CHINA\"}", china()))
                .requireCreated();
        // what she alone sells, wherever that is
        service.post(MEI, "/api/goals", goal("mei.rep", "{\"representative\": \"mei.rep\"}", ""))
                .requireCreated();
        service.post(MEI, "/api/goals", goal("mei.rep", "{\"representative\": \"jun.rep\"}", ""))
                .requireRefused(403, "", "assigned");
        String own = service.post(MEI, "/api/goals", goal("mei.rep", "{\"territory\": \"EAST-CHINA\"}", ""))
                .requireCreated()
                .id();
        service.post(MEI, "/api/goals/" + own + "/amend", goal("mei.rep", "{\"territory\": \"EUROPE\"}", ""))
                .requireRefused(403, "", "assigned");
    }

    private static String goal(String owner, String scope, String parent) {
        return """
                {"name": "A goal", "metric": "SALES_AMOUNT", "currency": "CNY", "target": 1, "owner": "%s",
                 "period": {"from": "2024-07-01", "to": "2024-12-31"}, "scope": %s, "parentId": %s}""".formatted(owner, scope, parent.isEmpty() ? "null" : '"' + parent + '"');
    }

    @Test
    void territoriesHangTogetherWithoutACircle() {
        RunningGoalService.define(service, "NORTH", null);
        RunningGoalService.define(service, "NORTH-A", "NORTH");
        RunningGoalService.define(service, "NORTH-A-1", "NORTH-A");

        service.post(LENA, "/api/territories", territory("NORTH", null)).requireRefused(409, "", "unique-territory");
        service.post(LENA, "/api/territories", territory("LOST", "ATLANTIS"))
                .requireRefused(422, "parent", "known-territory");
        service.post(WEI, "/api/territories", territory("MINE", "CHINA")).requireRefused(403, "", "sales-ops");
        service.post(LENA, "/api/territories/NORTH/move", "{\"parent\": \"NORTH-A-1\", \"from\": \"2025-01-01\"}")
                .requireRefused(422, "parent", "no-cycle");
        service.post(LENA, "/api/territories/NORTH-A-1/move", "{\"parent\": \"NORTH\", \"from\": \"2025-01-01\"}")
                .requireOk();

        Answered moved = service.get(LENA, "/api/territories/NORTH-A-1").requireOk();
        assertThat(moved.body().at("/territory/parent").asString()).isEqualTo("NORTH");
        assertThat(moved.body().at("/parents/0/parent").asString()).isEqualTo("NORTH-A");
        assertThat(moved.body().at("/parents/1/from").asString()).isEqualTo("2025-01-01");
        service.get(LENA, "/api/territories/territory-NORTH-A-1").requireOk();
    }

    @Test
    void twoMovesAtOnceCloseNoCircle() throws Exception {
        RunningGoalService.define(service, "LEFT", null);
        RunningGoalService.define(service, "RIGHT", null);

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Answered> left = threads.submit(() -> service.post(
                    LENA, "/api/territories/LEFT/move", "{\"parent\": \"RIGHT\", \"from\": \"2025-01-01\"}"));
            Future<Answered> right = threads.submit(() -> service.post(
                    LENA, "/api/territories/RIGHT/move", "{\"parent\": \"LEFT\", \"from\": \"2025-01-01\"}"));

            assertThat(List.of(
                            left.get(60, TimeUnit.SECONDS).status(),
                            right.get(60, TimeUnit.SECONDS).status()))
                    .containsExactlyInAnyOrder(200, 422);
        }
    }

    @Test
    void representativesAreAssignedFromDayToDay() {
        String mei = "{\"assignmentId\": \"0198c1f0-7777-7000-8000-0000000000f1\", \"representative\": \"mei.rep\","
                + " \"displayName\": \"Mei\", \"role\": \"REP\", \"from\": \"2024-01-01\"%s}";
        service.post(WEI, "/api/territories/SHANGHAI/assignments", mei.formatted(""))
                .requireOk();
        service.post(
                        WEI,
                        "/api/territories/SHANGHAI/assignments",
                        mei.formatted(", \"to\": \"2024-02-01\"").replace("f1", "f2"))
                .requireRefused(422, "from", "no-overlap");
        service.post(
                        WEI,
                        "/api/territories/SHANGHAI/assignments/0198c1f0-7777-7000-8000-0000000000f1/end",
                        "{\"to\": \"2024-06-30\"}")
                .requireOk();
        service.post(
                        WEI,
                        "/api/territories/SHANGHAI/assignments",
                        mei.formatted("").replace("f1", "f3").replace("2024-01-01", "2024-07-01"))
                .requireOk();

        assertThat(assignedOn("2024-06-30")).containsExactly("0198c1f0-7777-7000-8000-0000000000f1");
        assertThat(assignedOn("2024-07-01")).containsExactly("0198c1f0-7777-7000-8000-0000000000f3");
        assertThat(assignedOn("2023-12-31")).isEmpty();
    }

    private List<String> assignedOn(String day) {
        return service.get(LENA, "/api/territories/SHANGHAI?on=" + day)
                .requireOk()
                .body()
                .path("assignments")
                .valueStream()
                .map(assignment -> assignment.path("assignmentId").asString())
                .toList();
    }

    @Test
    void goalsAreReadAsATreePageByPage() {
        String top = draft("Tree of 2024", "1000", "\"weight\": null");
        for (int i = 0; i < 5; i++) {
            draft("Branch " + i, "100", "\"parentId\": \"" + top + "\"");
        }

        assertThat(service.get(WEI, "/api/goals?roots=true&name=tree+of")
                        .requireOk()
                        .body()
                        .at("/items/0/children")
                        .asLong())
                .isEqualTo(5);
        Answered first =
                service.get(WEI, "/api/goals?parent=" + top + "&limit=3").requireOk();
        assertThat(first.body().path("items").size()).isEqualTo(3);
        Answered second = service.get(
                        WEI,
                        "/api/goals?parent=" + top + "&limit=3&after="
                                + first.body().path("next").asString())
                .requireOk();
        assertThat(second.body().path("items").size()).isEqualTo(2);
        assertThat(second.body().path("next").isNull()).isTrue();
        assertThat(service.get(
                                WEI,
                                "/api/goals?below=" + top
                                        + "&territory=CHINA&status=DRAFT&metric=SALES_AMOUNT&on=2024-08-01")
                        .requireOk()
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(5);
        // as for a goal that does not exist
        service.get(OTTO, "/api/goals?below=" + top).requireRefused(404, "below", "known-value");
        service.get(WEI, "/api/goals?limit=1000").requireRefused(400, "limit", "max");
    }

    private void act(String token, String id, String verb, String body) {
        service.post(token, "/api/goals/" + id + "/" + verb, body).requireOk();
    }

    /** A goal of all China for 2024 to hang others under. */
    private String china() {
        return service.post(LENA, "/api/goals", """
                        {"name": "China 2024", "metric": "SALES_AMOUNT", "currency": "CNY", "target": 20000000,
                         "period": {"from": "2024-01-01", "to": "2024-12-31"}, "scope": {"territory": "CHINA"},
                         "owner": "wei.manager"}
                        """).requireCreated().id();
    }

    private String draft(String name, String target, String more) {
        return service.post(LENA, "/api/goals", body(name, target, more))
                .requireCreated()
                .id();
    }

    /** A goal in East China; what {@code more} says replaces what it says otherwise. */
    private static String body(String name, String target, String more) {
        StringBuilder body = new StringBuilder("{\"name\": \"" + name + "\"");
        List.of(
                        "\"metric\": \"SALES_AMOUNT\"",
                        "\"currency\": \"CNY\"",
                        "\"target\": " + target,
                        "\"period\": {\"from\": \"2024-07-01\", \"to\": \"2024-12-31\"}",
                        "\"scope\": {\"territory\": \"EAST-CHINA\"}",
                        "\"owner\": \"wei.manager\"")
                .stream()
                .filter(field -> !more.startsWith(field.substring(0, field.indexOf(':') + 1)))
                .forEach(field -> body.append(", ").append(field));
        return body.append(", ").append(more).append('}').toString();
    }

    private long events() {
        return service.bean(JdbcClient.class)
                .sql("select count(*) from domain_event")
                .query(Long.class)
                .single();
    }
}
