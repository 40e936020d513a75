package io.plumbline.goal;

import static io.plumbline.goal.RunningGoalService.LENA;
import static io.plumbline.goal.RunningGoalService.WEI;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalServiceIT {

    private final RunningGoalService service = RunningGoalService.shared();

    @Test
    void aGoalIsDraftedSubmittedApprovedActivatedAndRevised() {
        String parent = service.post(
                        LENA,
                        "/api/goals",
                        goal("China 2024", "CHINA", "20000000", "2024-01-01", "\"owner\": \"wei.manager\""))
                .requireCreated()
                .id();
        Answered drafted = service.post(
                        LENA,
                        "/api/goals",
                        goal(
                                "East China 2024 H2",
                                "EAST-CHINA",
                                "6500000",
                                "2024-07-01",
                                "\"baseline\": 5000000, \"owner\": \"wei.manager\", \"parentId\": \"" + parent + "\""))
                .requireCreated();
        String id = drafted.id();
        assertThat(drafted.response().headers().firstValue("Location")).hasValue("/api/goals/" + id);
        service.post(LENA, "/api/goals/" + id + "/submit", "{\"occurredAt\": \"2024-06-21T02:00:00Z\"}")
                .requireOk();
        service.post(WEI, "/api/goals/" + id + "/approve", "{}").requireOk();
        service.post(LENA, "/api/goals/" + id + "/activate", "{}").requireOk();
        service.post(
                        LENA,
                        "/api/goals/" + id + "/revise-target",
                        "{\"target\": 6200000, \"reason\": \"two representatives left\", \"occurredAt\": \"2024-08-01T02:00:00Z\"}")
                .requireOk();

        Answered goal = service.get(LENA, "/api/goals/" + id).requireOk();
        assertThat(goal.body().at("/summary/status").asString()).isEqualTo("ACTIVE");
        assertThat(goal.body().at("/summary/target").decimalValue()).isEqualByComparingTo("6200000");
        assertThat(goal.body().at("/summary/originalTarget").decimalValue()).isEqualByComparingTo("6500000");
        assertThat(goal.body().at("/revisions/0/reason").asString()).isEqualTo("two representatives left");
    }

    private static String goal(String name, String territory, String target, String from, String more) {
        return """
                {"name": "%s", "metric": "SALES_AMOUNT", "currency": "CNY", "target": %s,
                 "period": {"from": "%s", "to": "2024-12-31"}, "scope": {"territory": "%s"}, %s}
                """.formatted(name, target, from, territory, more);
    }
}
