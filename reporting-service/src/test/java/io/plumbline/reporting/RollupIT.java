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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * A year of 1 000, allotted to two product lines that leave one out, and to two quarters that overlap in a month. 900 were
 * sold: 500 of A in February and 100 in April, 200 of B in May, 100 of C in February; and 40 of A beside the territory, which the
 * second quarter counts too.
 */
class RollupIT extends ReportingTest {

    private static final String TREE = "goal=tree&asOf=2025-02-01T00:00:00Z";

    @BeforeEach
    void history() {
        if (isTold("territory-TREE")) {
            return;
        }
        Map<String, ?> child = Map.of("parentId", "tree");
        story().territory("TREE-ROOT", null, "UTC")
                .territory("TREE", "TREE-ROOT", "UTC")
                .territory("TREE-OTHER", "TREE-ROOT", "UTC")
                .goal("tree", "2024-01-01T00:00:00Z", "1000", "2024-01-01", "2024-12-31", Story.scope("TREE"))
                .tell(
                        "goal.GoalDecomposed",
                        "tree",
                        "2024-01-01T00:00:00Z",
                        "decompositionId",
                        "by-line",
                        "dimension",
                        "PRODUCT_LINE",
                        "parts",
                        List.of(part("tree-a", "600", null), part("tree-b", "400", null)))
                .tell(
                        "goal.GoalDecomposed",
                        "tree",
                        "2024-01-02T00:00:00Z",
                        "decompositionId",
                        "by-time",
                        "dimension",
                        "PERIOD",
                        "parts",
                        List.of(part("tree-1", "700", "0.7"), part("tree-2", "300", "0.3")))
                .goal("tree-a", "2024-01-01T00:00:00Z", "600", "2024-01-01", "2024-12-31", lines("A"), child)
                .goal("tree-b", "2024-01-01T00:00:00Z", "400", "2024-01-01", "2024-12-31", lines("B"), child)
                .goal("tree-1", "2024-01-02T00:00:00Z", "700", "2024-01-01", "2024-04-30", Story.scope("TREE"), child)
                .goal(
                        "tree-2",
                        "2024-01-02T00:00:00Z",
                        "300",
                        "2024-04-01",
                        "2024-12-31",
                        Story.scope("TREE-ROOT"),
                        child)
                .goal(
                        "tree-new",
                        "2024-01-02T00:00:00Z",
                        "1",
                        "2024-01-01",
                        "2024-12-31",
                        Story.scope("TREE"),
                        map(
                                "parentId",
                                "tree",
                                "metric",
                                "NEW_CUSTOMERS",
                                "unit",
                                "customers",
                                "currency",
                                null,
                                "weight",
                                3))
                .goal(
                        "tree-mix",
                        "2024-01-02T00:00:00Z",
                        "50",
                        "2024-01-01",
                        "2024-12-31",
                        Story.scope("TREE"),
                        map(
                                "parentId",
                                "tree",
                                "metric",
                                "MIX",
                                "unit",
                                "%",
                                "currency",
                                null,
                                "weight",
                                1,
                                "numerator",
                                map("metric", "SALES_AMOUNT", "scope", lines("B"))))
                .tell(
                        "goal.TargetReallotted",
                        "tree",
                        "2024-06-01T00:00:00Z",
                        "decompositionId",
                        "by-line",
                        "parts",
                        List.of(part("tree-a", "700", null), part("tree-b", "300", null)))
                .tell(
                        "goal.TargetRevised",
                        "tree-a",
                        "2024-06-01T00:00:00Z",
                        "newTarget",
                        700,
                        "phasing",
                        List.of(),
                        "reason",
                        "A sells")
                .tell(
                        "goal.TargetRevised",
                        "tree-b",
                        "2024-06-01T00:00:00Z",
                        "newTarget",
                        300,
                        "phasing",
                        List.of(),
                        "reason",
                        "A sells")
                .order("tree-o1", "x", "TREE", "r", "CNY", "2024-02-10T00:00:00Z", Story.line("A", "5", "500"))
                .order("tree-o2", "y", "TREE", "r", "CNY", "2024-04-10T00:00:00Z", Story.line("A", "1", "100"))
                .order("tree-o3", "y", "TREE", "r", "CNY", "2024-05-10T00:00:00Z", Story.line("B", "2", "200"))
                .order("tree-o4", "z", "TREE", "r", "CNY", "2024-02-20T00:00:00Z", Story.line("C", "1", "100"))
                .order("tree-o5", "z", "TREE-OTHER", "r", "CNY", "2024-06-20T00:00:00Z", Story.line("A", "1", "40"))
                .end();
    }

    @Test
    void aDifferenceIsExplainedByWhatNoChildHasAndWhatSeveralHave() {
        JsonNode rows = report("/api/reports/rollup?" + TREE).at("/rows");
        assertThat(rows).hasSize(3);

        JsonNode byLine = row(rows, "dimension", "PRODUCT_LINE");
        assertAmount(byLine, "actual", "900");
        assertAmount(byLine, "attainment", "0.9");
        assertAmount(byLine, "childrenTarget", "1000");
        assertAmount(byLine, "childrenActual", "800");
        assertAmount(byLine, "difference", "100");
        assertAmount(byLine, "inNoChild", "100");
        assertAmount(byLine, "inSeveral", "0");
        assertThat(byLine.get("children").asInt()).isEqualTo(2);
        // by targets: 0.7 x 600/700 + 0.3 x 200/300
        assertAmount(byLine, "score", "0.8");
    }

    @Test
    void whatSeveralChildrenCountIsShown() {
        JsonNode byTime = row(report("/api/reports/rollup?" + TREE).at("/rows"), "dimension", "PERIOD");
        assertAmount(byTime, "inNoChild", "0");
        // the order of April
        assertAmount(byTime, "inSeveral", "100");
        assertAmount(byTime, "outside", "40");
        assertAmount(byTime, "childrenActual", "1040");
        assertAmount(byTime, "difference", "-140");
    }

    @ParameterizedTest
    @CsvSource({
        // three new customers instead of one, and 200 of 900 are 22.2222 % of the 50 %
        ", 1.236111",
        "&cap=1, 0.861111",
        "&cap=9, 2.361111"
    })
    void unlikeChildrenAreScoredUpToACap(@Nullable String cap, String score) {
        JsonNode rows =
                report("/api/reports/rollup?" + TREE + (cap == null ? "" : cap)).at("/rows");
        JsonNode beside = rows.get(2);
        assertThat(beside.get("decompositionId").isNull()).isTrue();
        assertThat(beside.get("childrenActual").isNull()).isTrue();
        assertThat(beside.get("unmeasured").asInt()).isZero();
        assertAmount(beside, "score", score);
    }

    @Test
    void childrenAreShownWithWhatTheyWereAllottedThen() {
        JsonNode before = row(
                report("/api/reports/rollup/children?goal=tree&asOf=2024-05-31T00:00:00Z")
                        .at("/rows"),
                "goalId",
                "tree-a");
        assertAmount(before, "target", "600");
        assertAmount(before, "weightShare", "0.6");
        JsonNode after = row(report("/api/reports/rollup/children?" + TREE).at("/rows"), "goalId", "tree-a");
        assertAmount(after, "target", "700");
        assertAmount(after, "originalTarget", "600");
        assertAmount(after, "attainment", "0.857143");
        assertAmount(
                row(report("/api/reports/rollup/children?" + TREE).at("/rows"), "goalId", "tree-1"),
                "weightShare",
                "0.7");

        JsonNode allotments = report("/api/reports/rollup/allotments?" + TREE).at("/rows");
        // six children, two of which were re-allotted
        assertThat(allotments).hasSize(8);
        JsonNode changed = null;
        for (JsonNode row : allotments) {
            changed = row.get("goalId").asString().equals("tree-b") ? row : changed;
        }
        assertAmount(java.util.Objects.requireNonNull(changed), "change", "-100");
        assertThat(changed.get("reason").asString()).isEqualTo("A sells");
    }

    @Test
    void aTreeIsExplainedByTheGoalsOwnEventsAndByThoseOfItsChildren() {
        JsonNode explained = report("/api/reports/explain?figure=rollup&" + TREE);

        assertThat(Causes.types(explained, "tree"))
                .containsExactlyInAnyOrder(
                        "GoalDrafted",
                        "GoalSubmitted",
                        "GoalApproved",
                        "GoalActivated",
                        "GoalDecomposed",
                        "GoalDecomposed",
                        "TargetReallotted",
                        "OrderPlaced",
                        "OrderPlaced",
                        "OrderPlaced",
                        "OrderPlaced");
        assertThat(Causes.types(explained, "child tree-b of by-line"))
                .containsExactlyInAnyOrder(
                        "GoalDrafted",
                        "GoalSubmitted",
                        "GoalApproved",
                        "GoalActivated",
                        "TargetRevised",
                        "OrderPlaced");
        assertThat(Causes.sums(explained, "convertedAmount"))
                .isEqualTo(Map.of(
                        "tree", new BigDecimal("900"),
                        "child tree-a of by-line", new BigDecimal("600"),
                        "child tree-b of by-line", new BigDecimal("200"),
                        "child tree-1 of by-time", new BigDecimal("700"),
                        // with the order of April and the one beside the territory
                        "child tree-2 of by-time", new BigDecimal("340")));
        // what is no sum of money is explained by what it is counted from
        assertThat(Causes.types(explained, "child tree-new"))
                .filteredOn("OrderPlaced"::equals)
                .hasSize(3);
        assertThat(report("/api/reports/explain?figure=rollup/children&" + TREE).at("/events/rows"))
                .isEqualTo(explained.at("/events/rows"));
    }

    @Test
    void aTreesWayIsThatOfEachDecomposition() {
        JsonNode changes = report(
                        "/api/reports/compare?figure=rollup&goal=tree&before=2024-04-01T00:00:00Z&asOf=2025-02-01T00:00:00Z")
                .at("/changes");
        assertThat(changes).hasSize(3);
        JsonNode byLine = changes.get(1);
        assertThat(byLine.at("/key/dimension").asString()).isEqualTo("PRODUCT_LINE");
        assertAmount(byLine.get("movement"), "actual", "300");
        assertAmount(byLine.get("movement"), "childrenActual", "300");
        // C was sold before, and nothing else without a child since
        assertThat(byLine.at("/movement/difference").isMissingNode()).isTrue();

        JsonNode founded = report(
                        "/api/reports/compare?figure=rollup&goal=tree&before=2024-01-01T12:00:00Z&asOf=2025-02-01T00:00:00Z")
                .at("/changes/1");
        assertThat(founded.at("/key/decompositionId").asString()).isEqualTo("by-time");
        assertThat(founded.get("before").isNull()).isTrue();
        assertAmount(founded.get("movement"), "childrenActual", "1040");
        // the goal was there before it was decomposed by time
        assertThat(founded.at("/movement/actual").isMissingNode()).isTrue();
    }

    @Test
    void aTreeIsSeenByThoseWhoMaySeeItsGoal() {
        assertThat(get(token("manager", "ELSEWHERE"), "/api/reports/rollup?" + TREE)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(get(token("bi"), "/api/reports/rollup").getStatusCode().value())
                .isEqualTo(400);
        assertThat(get(token("bi"), "/api/reports/rollup?goal=tree&cap=0")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }

    private static Map<String, @Nullable Object> part(String goal, String target, @Nullable String weight) {
        return map(
                "goalId",
                goal,
                "target",
                new BigDecimal(target),
                "weight",
                weight == null ? null : new BigDecimal(weight));
    }

    private static Map<String, @Nullable Object> lines(String line) {
        Map<String, @Nullable Object> scope = Story.scope("TREE");
        scope.put("productLines", List.of(line));
        return scope;
    }

    private static void assertAmount(JsonNode row, String name, String amount) {
        assertThat(row.get(name).decimalValue()).as(name).isEqualByComparingTo(amount);
    }
}
