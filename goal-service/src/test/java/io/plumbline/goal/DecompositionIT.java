package io.plumbline.goal;

import static io.plumbline.goal.RunningGoalService.LENA;
import static io.plumbline.goal.RunningGoalService.WEI;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.testing.Answered;
import io.plumbline.platform.testing.RunningService;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class DecompositionIT {

    private final RunningService service = RunningGoalService.shared();

    @Test
    void theAnnualGoalIsSplitByQuarterAndByProductSideBySide() {
        String annual = annualGoal();
        service.post(WEI, "/api/goals/" + annual + "/decompositions", """
                        {"dimension": "PERIOD", "way": "EXPLICIT", "parts": [
                          {"period": {"from": "2024-01-01", "to": "2024-03-31"}, "target": 2000000},
                          {"period": {"from": "2024-04-01", "to": "2024-06-30"}, "target": 2500000},
                          {"period": {"from": "2024-07-01", "to": "2024-09-30"}, "target": 3000000},
                          {"period": {"from": "2024-10-01", "to": "2024-12-31"}, "target": 2500000}]}
                        """).requireOk();
        service.post(WEI, "/api/goals/" + annual + "/decompositions", """
                        {"dimension": "PRODUCT_LINE", "way": "WEIGHT", "parts": [
                          {"productLines": ["A"], "weight": 0.40}, {"productLines": ["B"], "weight": 0.60}]}
                        """).requireOk();

        JsonNode ledger = ledger(annual);
        assertThat(targets(ledger, "PERIOD"))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(money("2000000"), money("2500000"), money("3000000"), money("2500000"));
        assertThat(targets(ledger, "PRODUCT_LINE"))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(money("4000000"), money("6000000"));
        assertThat(service.get(WEI, "/api/goals?parent=" + annual)
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(6);
    }

    @Test
    void weightsOfNinetyNinePercentAreRefused() {
        String annual = annualGoal();

        service.post(WEI, "/api/goals/" + annual + "/decompositions", """
                        {"dimension": "PRODUCT_LINE", "way": "WEIGHT", "parts": [
                          {"productLines": ["A"], "weight": 0.40}, {"productLines": ["B"], "weight": 0.59}]}
                        """)
                .requireRefused(422, "parts", "weights-100-percent");
        service.post(WEI, "/api/goals/" + annual + "/decompositions", """
                        {"dimension": "PRODUCT_LINE", "way": "EQUAL", "parts": [
                          {"productLines": ["A"]}, {"productLines": ["B"], "segments": ["large"]}]}
                        """)
                .requireRefused(422, "parts[1]", "one-dimension");

        assertThat(ledger(annual).path("decompositions").size()).isZero();
    }

    @Test
    void twoThousandRepresentativesAreAllOrNothing() {
        String annual = annualGoal();
        String parts = IntStream.rangeClosed(1, 2000)
                .mapToObj(n -> "{\"representative\": \"rep.%d\"}".formatted(n))
                .collect(Collectors.joining(","));
        String command = "{\"dimension\": \"REPRESENTATIVE\", \"way\": \"EQUAL\", \"parts\": [" + parts + "%s]}";
        service.post(
                        WEI,
                        "/api/goals/" + annual + "/decompositions",
                        command.formatted(",{\"representative\": \"rep.1\"}"))
                .requireRefused(422, "parts", "no-overlap");
        assertThat(children(annual)).isZero();

        service.post(WEI, "/api/goals/" + annual + "/decompositions", command.formatted(""))
                .requireOk();

        assertThat(children(annual)).isEqualTo(2000);
        assertThat(sumOfChildren(annual)).isEqualByComparingTo("10000000");
        assertThat(ledger(annual).at("/decompositions/0/sum").decimalValue()).isEqualByComparingTo("10000000");
    }

    @Test
    void aRevisedTargetReachesHundredsOfRepresentatives() {
        String plan = service.post(WEI, "/api/plans", """
                        {"type": "ANNUAL", "name": "China 2024", "territory": "CHINA", "owner": "wei.manager",
                         "currency": "CNY", "period": {"from": "2024-01-01", "to": "2024-12-31"}}
                        """).requireCreated().id();
        String annual = service.post(
                        LENA,
                        "/api/goals",
                        goal("All of them", "10000000").replace("\"owner\"", "\"planId\": \"" + plan + "\", \"owner\""))
                .requireCreated()
                .id();
        String parts = IntStream.rangeClosed(1, 500)
                .mapToObj(n -> "{\"representative\": \"rep.%d\"}".formatted(n))
                .collect(Collectors.joining(","));
        service.post(
                        WEI,
                        "/api/goals/" + annual + "/decompositions",
                        "{\"dimension\": \"REPRESENTATIVE\", \"way\": \"EQUAL\", \"parts\": [" + parts + "]}")
                .requireOk();
        activate(annual);

        service.post(
                        WEI,
                        "/api/goals/" + annual + "/revise-target",
                        "{\"target\": 8000000.01, \"reason\": \"a smaller market\"}")
                .requireOk();

        assertThat(sumOfChildren(annual)).isEqualByComparingTo("8000000.01");
        assertThat(ledger(annual).at("/decompositions/0/sum").decimalValue()).isEqualByComparingTo("8000000.01");
    }

    /** 10 M in quarters of 2.0, 2.5, 3.0 and 2.5 M becomes 9 M on 10 July. */
    @Test
    void aRevisionChangesWhatIsNotOverYet() {
        String annual = annualGoal2026("\"phasing\": " + QUARTERS_2026 + ",");
        split2026(annual);

        service.post(WEI, "/api/goals/" + annual + "/revise-target", """
                        {"target": 9000000, "reason": "a smaller market", "occurredAt": "2026-07-10T02:00:00Z"}
                        """).requireOk();

        BigDecimal[] quarters = {money("2000000"), money("2500000"), money("2454545.45"), money("2045454.55")};
        assertThat(targets(ledger(annual), "PERIOD"))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(quarters);
        assertThat(service.get(WEI, "/api/goals/" + annual)
                        .body()
                        .at("/goal/phasing")
                        .valueStream()
                        .map(phase -> phase.path("target").decimalValue()))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(quarters);
        assertThat(sumOfChildren(annual)).isEqualByComparingTo("9000000");
        assertThat(ledger(annual).at("/decompositions/0/sum").decimalValue()).isEqualByComparingTo("9000000");

        service.post(WEI, "/api/goals/" + annual + "/revise-target", """
                        {"target": 4000000, "reason": "half of it", "occurredAt": "2026-07-11T02:00:00Z"}
                        """).requireRefused(422, "target", "ended-phases");
        service.post(WEI, "/api/goals/" + annual + "/rephase", """
                        {"reason": "later", "occurredAt": "2026-07-11T02:00:00Z", "phasing": [
                          {"from": "2026-01-01", "to": "2026-06-30", "target": 1000000},
                          {"from": "2026-07-01", "to": "2026-12-31", "target": 8000000}]}
                        """).requireRefused(422, "phasing", "ended-phases");
        service.post(WEI, "/api/goals/" + annual + "/revise-target", """
                        {"target": 4500000, "reason": "the first half was counted twice", "reviseEnded": true,
                         "occurredAt": "2026-07-11T02:00:00Z"}
                        """).requireOk();
        assertThat(targets(ledger(annual), "PERIOD"))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(money("1000000"), money("1250000"), money("1227272.72"), money("1022727.28"));
        assertThat(sumOfChildren(annual)).isEqualByComparingTo("4500000");
    }

    @Test
    void aPartThatIsOverKeepsItsTargetWithoutPhasesToo() {
        String annual = annualGoal2026("");
        split2026(annual);

        service.post(WEI, "/api/goals/" + annual + "/revise-target", """
                        {"target": 4000000, "reason": "half", "occurredAt": "2026-07-10T02:00:00Z"}
                        """).requireRefused(422, "target", "ended-parts");
        // the last day of June is not over in Shanghai before 16:00 of it, in UTC
        service.post(WEI, "/api/goals/" + annual + "/revise-target", """
                        {"target": 9000000, "reason": "less", "occurredAt": "2026-06-30T15:59:59Z"}
                        """).requireOk();
        assertThat(targets(ledger(annual), "PERIOD"))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(money("2000000"), money("2187500"), money("2625000"), money("2187500"));
    }

    @Test
    void aDecompositionByPeriodCoversTheWholePeriod() {
        String annual = annualGoal();
        String parts = "{\"dimension\": \"PERIOD\", \"way\": \"EQUAL\", \"parts\": [%s]}";

        service.post(WEI, "/api/goals/" + annual + "/decompositions", parts.formatted("""
                        {"period": {"from": "2024-05-01", "to": "2024-12-31"}},
                        {"period": {"from": "2024-01-01", "to": "2024-03-31"}}"""))
                .requireRefused(422, "parts", "covers-period");
        service.post(WEI, "/api/goals/" + annual + "/decompositions", parts.formatted("""
                        {"period": {"from": "2024-01-01", "to": "2024-06-30"}},
                        {"period": {"from": "2024-07-01", "to": "2024-12-30"}}"""))
                .requireRefused(422, "parts", "covers-period");
        service.post(WEI, "/api/goals/" + annual + "/decompositions", """
                        {"dimension": "CHANNEL", "way": "EXPLICIT", "parts": [
                          {"channels": ["online"], "target": 10000000}, {"channels": ["fair"], "target": 0}]}
                        """)
                .requireRefused(422, "parts[1].target", "above-zero");
    }

    private static final String QUARTERS_2026 = """
            [{"from": "2026-01-01", "to": "2026-03-31", "target": 2000000},
             {"from": "2026-04-01", "to": "2026-06-30", "target": 2500000},
             {"from": "2026-07-01", "to": "2026-09-30", "target": 3000000},
             {"from": "2026-10-01", "to": "2026-12-31", "target": 2500000}]""";

    private String annualGoal2026(String phasing) {
        String plan = service.post(WEI, "/api/plans", """
                        {"type": "ANNUAL", "name": "China 2026", "territory": "CHINA", "owner": "wei.manager",
                         "currency": "CNY", "period": {"from": "2026-01-01", "to": "2026-12-31"}}
                        """).requireCreated().id();
        return service.post(LENA, "/api/goals", """
                        {"name": "China 2026", "metric": "SALES_AMOUNT", "currency": "CNY", "target": 10000000,
                         "baseline": 9000000, "period": {"from": "2026-01-01", "to": "2026-12-31"}, %s
                         "scope": {"territory": "CHINA"}, "owner": "wei.manager", "planId": "%s"}
                        """.formatted(phasing, plan))
                .requireCreated()
                .id();
    }

    private void split2026(String annual) {
        service.post(
                        WEI,
                        "/api/goals/" + annual + "/decompositions",
                        "{\"dimension\": \"PERIOD\", \"way\": \"EXPLICIT\", \"parts\": "
                                + QUARTERS_2026
                                        .replace("\"from\"", "\"period\": {\"from\"")
                                        .replace(", \"target\"", "}, \"target\"")
                                + "}")
                .requireOk();
        activate(annual);
    }

    @Test
    void clientsWhoReallotAtOnceNeverBreakTheSum() throws Exception {
        String annual = annualGoal();
        service.post(WEI, "/api/goals/" + annual + "/decompositions", """
                        {"dimension": "CHANNEL", "way": "EQUAL", "parts": [
                          {"channels": ["online"]}, {"channels": ["fair"]}, {"channels": ["partner"]}]}
                        """).requireOk();
        JsonNode split = ledger(annual).at("/decompositions/0");
        List<String> children = split.path("parts")
                .valueStream()
                .map(part -> part.path("goalId").asString())
                .toList();
        String path = "/api/goals/%s/decompositions/%s/reallot"
                .formatted(annual, split.path("decompositionId").asString());

        List<Answered> answers = atOnce(
                24,
                n -> service.post(
                        WEI,
                        path,
                        "{\"from\": \"%s\", \"to\": \"%s\", \"amount\": 1000.01, \"reason\": \"race\"}"
                                .formatted(children.get(n % 3), children.get((n + 1) % 3))));

        assertThat(answers).extracting(Answered::status).isSubsetOf(200, 409);
        long moved = answers.stream().filter(answer -> answer.status() == 200).count();
        JsonNode after = ledger(annual).at("/decompositions/0");
        assertThat(moved).isPositive();
        assertThat(after.path("moves").size()).isEqualTo((int) moved);
        assertThat(after.path("sum").decimalValue()).isEqualByComparingTo("10000000");
        assertThat(sumOfChildren(annual)).isEqualByComparingTo("10000000");
    }

    @Test
    void clientsWhoDecomposeAlongOneDimensionAtOnceDoSoOnce() throws Exception {
        String annual = annualGoal();

        List<Answered> answers = atOnce(8, n -> service.post(WEI, "/api/goals/" + annual + "/decompositions", """
                {"dimension": "SEGMENT", "way": "EQUAL", "parts": [{"segments": ["large"]}, {"segments": ["small"]}]}
                """));

        assertThat(answers).extracting(Answered::status).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(children(annual)).isEqualTo(2);
    }

    @Test
    void aRevisedTargetReachesEveryLevelBelow() {
        String annual = annualGoal();
        service.post(LENA, "/api/goals/" + annual + "/submit", "{\"justification\": \"a new region\"}")
                .requireRefused(422, "planId", "relevant");
        String below = service.post(
                        LENA,
                        "/api/goals",
                        goal("Below", "4000000").replace("\"owner\"", "\"parentId\": \"" + annual + "\", \"owner\""))
                .requireCreated()
                .id();
        split(below, "SEGMENT", "segments");
        String child = ledger(below).at("/decompositions/0/parts/0/goalId").asString();
        split(child, "CHANNEL", "channels");
        activate(below);

        service.post(WEI, "/api/goals/" + below + "/revise-target", "{\"target\": 3000000.01, \"reason\": \"less\"}")
                .requireOk();

        assertThat(sumOfChildren(below)).isEqualByComparingTo("3000000.01");
        assertThat(sumOfChildren(child)).isEqualByComparingTo("1500000.00");
        service.post(WEI, "/api/goals/" + child + "/abandon", "{\"reason\": \"alone\"}")
                .requireRefused(409, "", "still-allotted");
        service.post(
                        WEI,
                        "/api/goals/" + below + "/decompositions/"
                                + ledger(below)
                                        .at("/decompositions/0/decompositionId")
                                        .asString() + "/withdraw",
                        "{\"reason\": \"by industry instead\"}")
                .requireOk();
        assertThat(service.get(WEI, "/api/goals/" + child)
                        .body()
                        .at("/summary/status")
                        .asString())
                .isEqualTo("ABANDONED");
        assertThat(ledger(below).path("decompositions").size()).isZero();
    }

    private void activate(String goal) {
        for (String step : List.of("submit", "approve", "activate")) {
            service.post(step.equals("approve") ? WEI : LENA, "/api/goals/" + goal + "/" + step, "{}")
                    .requireOk();
        }
    }

    private void split(String goal, String dimension, String field) {
        service.post(
                        WEI,
                        "/api/goals/" + goal + "/decompositions",
                        "{\"dimension\": \"%s\", \"way\": \"EQUAL\", \"parts\": [{\"%s\": [\"x\"]}, {\"%s\": [\"y\"]}]}"
                                .formatted(dimension, field, field))
                .requireOk();
    }

    private interface Call {
        Answered of(int number);
    }

    private static List<Answered> atOnce(int clients, Call call) throws Exception {
        List<Answered> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<Answered>> calls = IntStream.range(0, clients)
                    .mapToObj(n -> threads.submit(() -> call.of(n)))
                    .toList();
            for (Future<Answered> answer : calls) {
                answers.add(answer.get(60, TimeUnit.SECONDS));
            }
        }
        return answers;
    }

    private String annualGoal() {
        return service.post(LENA, "/api/goals", goal("China 2024", "10000000"))
                .requireCreated()
                .id();
    }

    private static String goal(String name, String target) {
        return """
                {"name": "%s", "metric": "SALES_AMOUNT", "currency": "CNY", "target": %s,
                 "justification": "as last year", "period": {"from": "2024-01-01", "to": "2024-12-31"}, "scope": {"territory": "CHINA"},
                 "owner": "wei.manager"}
                """.formatted(name, target);
    }

    private JsonNode ledger(String goal) {
        return service.get(WEI, "/api/goals/" + goal + "/ledger").requireOk().body();
    }

    private static List<BigDecimal> targets(JsonNode ledger, String dimension) {
        return ledger.path("decompositions")
                .valueStream()
                .filter(split -> split.path("dimension").asString().equals(dimension))
                .flatMap(split -> split.path("parts").valueStream())
                .map(part -> part.path("target").decimalValue())
                .toList();
    }

    private long children(String goal) {
        return jdbc().sql("select count(*) from goal where parent_id = ?")
                .param(goal)
                .query(Long.class)
                .single();
    }

    private BigDecimal sumOfChildren(String goal) {
        return jdbc().sql("select sum(target) from goal where parent_id = ?")
                .param(goal)
                .query(BigDecimal.class)
                .single();
    }

    private JdbcClient jdbc() {
        return service.bean(JdbcClient.class);
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }
}
