package io.plumbline.reporting;

import static io.plumbline.reporting.Story.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every answer can do: be compared, explained, cached and written as CSV. */
class AnswersIT extends ReportingTest {

    private static final String FUNNEL = "/api/reports/funnel?territory=ANSWERS";
    private static final String SETTLED = FUNNEL + "&asOf=2024-07-10T00:00:00Z&knownAt=2024-08-01T00:00:00Z";

    @BeforeEach
    void history() {
        if (isTold("territory-ANSWERS")) {
            return;
        }
        story().territory("ANSWERS", null, "UTC")
                .opportunity("answer-1", "c", "ANSWERS", "100", "CNY", "2024-07-01T00:00:00Z")
                .opportunity("answer-2", "c", "ANSWERS", "50.50", "CNY", "2024-07-02T00:00:00Z")
                .stage("answer-1", "propose", 3, "0.4", "2024-07-20T00:00:00Z")
                .goal("answer-goal", "2024-06-01T00:00:00Z", "1000", "2024-07-01", "2024-09-30", Story.scope("ANSWERS"))
                .order("answer-o1", "c", "ANSWERS", "100", "CNY", "2024-07-05T00:00:00Z")
                .order("answer-o2", "c", "ANSWERS", "200", "CNY", "2024-07-06T00:00:00Z")
                .order("answer-o3", "c", "ANSWERS", "400", "CNY", "2024-10-06T00:00:00Z")
                .end();
    }

    @Test
    void twoInstantsAreComparedRowByRow() {
        JsonNode comparison = report(
                "/api/reports/compare?figure=funnel&territory=ANSWERS&before=2024-07-10T00:00:00Z&asOf=2024-07-31T00:00:00Z");

        assertThat(comparison.at("/before/asOf").asString()).isEqualTo("2024-07-10T00:00:00Z");
        JsonNode develop = comparison.at("/changes/0");
        assertThat(develop.at("/key/stage").asString()).isEqualTo("develop");
        assertThat(develop.at("/difference/opportunities").asInt()).isEqualTo(-1);
        assertThat(develop.at("/difference/amount").decimalValue()).isEqualByComparingTo("-100");
        assertThat(develop.at("/difference/weightedAmount").decimalValue()).isEqualByComparingTo("-5");
        JsonNode propose = comparison.at("/changes/1");
        assertThat(propose.get("before").isNull()).isTrue();
        assertThat(propose.at("/difference/amount").decimalValue()).isEqualByComparingTo("100");
        assertThat(propose.at("/after/amount").decimalValue()).isEqualByComparingTo("100");

        JsonNode goal = report(
                        "/api/reports/compare?figure=completion&goal=answer-goal&before=2024-07-05T12:00:00Z&asOf=2024-07-31T00:00:00Z")
                .at("/changes/0");
        assertThat(goal.at("/difference/actual").decimalValue()).isEqualByComparingTo("200");
        assertThat(goal.at("/difference/target").isMissingNode()).isTrue();
    }

    @Test
    void whatWasRecordedLateIsARestatementAndTheRestIsMovement() {
        story().territory("LATE", null, "Asia/Shanghai")
                .opportunity("late-1", "c", "LATE", "100", "CNY", "2024-07-01T00:00:00Z")
                .opportunity("late-2", "c", "LATE", "7", "CNY", "2024-07-02T00:00:00Z")
                .recordedAt("2024-07-20T00:00:00Z")
                .opportunity("late-3", "c", "LATE", "40.01", "CNY", "2024-07-03T00:00:00Z")
                .lost("late-2", "PRICE", "2024-07-09T00:00:00Z")
                .recordedAt(null)
                .opportunity("late-4", "c", "LATE", "1000", "CNY", "2024-07-25T00:00:00Z")
                .end();

        JsonNode comparison = report(
                "/api/reports/compare?figure=funnel&territory=LATE&before=2024-07-10T00:00:00Z&asOf=2024-07-31T00:00:00Z");

        assertThat(comparison.at("/before/knownAt").asString()).isEqualTo("2024-07-10T00:00:00Z");
        assertThat(comparison.at("/restated/asOf").asString()).isEqualTo("2024-07-10T00:00:00Z");
        JsonNode develop = comparison.at("/changes/0");
        assertThat(develop.at("/before/amount").decimalValue()).isEqualByComparingTo("107");
        assertThat(develop.at("/restated/amount").decimalValue()).isEqualByComparingTo("140.01");
        assertThat(develop.at("/after/amount").decimalValue()).isEqualByComparingTo("1140.01");
        assertThat(develop.at("/restatement/amount").decimalValue()).isEqualByComparingTo("33.01");
        assertThat(develop.at("/movement/amount").decimalValue()).isEqualByComparingTo("1000");
        assertThat(develop.at("/difference/amount").decimalValue()).isEqualByComparingTo("1033.01");
        assertThat(comparison.at("/late").findValuesAsString("eventId"))
                .containsExactlyInAnyOrder("late-3/0", "late-2/1");

        JsonNode closed = report(
                        "/api/reports/explain?figure=funnel/wins&territory=LATE&from=2024-07-01&to=2024-07-31&asOf=2024-07-31T00:00:00Z")
                .at("/events/rows");
        assertThat(closed).hasSize(1);
        assertThat(closed.at("/0/part").asString()).isEqualTo("LOST");
        assertThat(closed.at("/0/link").asString()).isEqualTo("/api/opportunities/late-2/history");

        JsonNode asRestated = report(
                "/api/reports/compare?figure=funnel&territory=LATE&before=2024-07-10T00:00:00Z&beforeKnownAt=2024-08-01T00:00:00Z&asOf=2024-07-31T00:00:00Z");
        assertThat(asRestated.at("/changes/0/restatement")).isEmpty();
        assertThat(asRestated.at("/late")).isEmpty();
    }

    @Test
    void everyFigureIsComparedAndExplained() {
        everything();
        JsonNode figures = report("/api/reports/figures");
        assertThat(figures.findValuesAsString("name"))
                .containsExactly(
                        "activities",
                        "activities/cadence",
                        "activities/fulfilment",
                        "channels",
                        "closings",
                        "completion",
                        "customers",
                        "forecast",
                        "funnel",
                        "funnel/cohort",
                        "funnel/conversion",
                        "funnel/stalled",
                        "funnel/stay",
                        "funnel/wins",
                        "funnel/wins/by",
                        "incentives",
                        "input-output",
                        "pipeline-bridge",
                        "rollup",
                        "rollup/children",
                        "sales",
                        "sales/by",
                        "sales/repurchase",
                        "variance",
                        "variance/parts");
        for (JsonNode figure : figures) {
            String name = figure.get("name").asString();
            String asked = "figure=" + name + "&territory=EVERY" + asked(figure);
            JsonNode comparison = report("/api/reports/compare?" + asked
                    + "&before=2024-07-20T00:00:00Z&asOf=2024-12-31T00:00:00Z&knownAt=2025-01-01T00:00:00Z");
            assertThat(comparison.get("changes")).as(name).isNotEmpty();
            assertThat(comparison.get("late")).as(name).isNotEmpty();
            for (JsonNode change : comparison.get("changes")) {
                change.get("difference").properties().forEach(whole -> {
                    BigDecimal steps = change.at("/restatement/" + whole.getKey())
                            .decimalValue(BigDecimal.ZERO)
                            .add(change.at("/movement/" + whole.getKey()).decimalValue(BigDecimal.ZERO));
                    // a ratio's steps are there where all three sides are
                    if (!change.get("restated").isNull()) {
                        assertThat(whole.getValue().decimalValue())
                                .as(name + " " + whole.getKey())
                                .isEqualByComparingTo(steps);
                    }
                });
            }
            JsonNode explained = report("/api/reports/explain?" + asked + "&asOf=2024-12-31T00:00:00Z");
            assertThat(explained.at("/figure/formulas")).as(name).isNotEmpty();
            assertThat(explained.at("/figure/rows")).as(name).isNotEmpty();
            assertThat(explained.at("/events/rows"))
                    .as(name)
                    .isNotEmpty()
                    .allSatisfy(
                            event -> assertThat(event.get("link").asString()).isEqualTo(history(event)));
            JsonNode firstPage = report("/api/reports/explain?" + asked + "&asOf=2024-12-31T00:00:00Z&limit=1");
            assertThat(firstPage.at("/events/rows/0")).as(name).isEqualTo(explained.at("/events/rows/0"));
        }
    }

    /** What a figure needs to be told, of all that it can be asked. */
    private static String asked(JsonNode figure) {
        String name = figure.get("name").asString();
        Map<String, String> values =
                Map.of("from", "2024-01-01", "to", "2024-12-31", "since", "2024-02-01T00:00:00Z", "base", "1000");
        String dimension = figure.at("/dimensions/0").asString("");
        return figure.get("parameters")
                        .valueStream()
                        .map(JsonNode::asString)
                        .filter(values::containsKey)
                        .map(parameter -> "&" + parameter + "=" + values.get(parameter))
                        .collect(Collectors.joining())
                + (dimension.isEmpty() ? "" : "&dimension=" + dimension)
                + (name.startsWith("rollup") ? "&goal=every-goal" : "");
    }

    private static String history(JsonNode event) {
        String type = event.get("type").asString();
        String subject = type.substring(0, type.indexOf('.'));
        String address = switch (subject) {
            case "activity" -> "activities";
            case "opportunity" -> "opportunities";
            case "incentive" -> "incentive-schemes";
            default -> subject + "s";
        };
        return "/api/" + address + "/" + event.get("aggregateId").asString() + "/history";
    }

    /** Something of everything, and of everything something that was recorded after 20 July and had happened before. */
    private void everything() {
        Story story = story().territory("EVERY", null, "UTC")
                .customer("every-c", "large", "retail", "EVERY")
                .tell("customer.TierChanged", "every-c", "2024-01-02T00:00:00Z", "tier", "B")
                .opportunity("every-1", "every-c", "EVERY", "100", "CNY", "2024-02-01T00:00:00Z")
                .stage("every-1", "propose", 3, "0.4", "2024-02-20T00:00:00Z")
                .won("every-1", "2024-03-01T00:00:00Z")
                .opportunity("every-2", "every-c", "EVERY", "50", "CNY", "2024-02-02T00:00:00Z")
                .tell(
                        "plan.PlanDrafted",
                        "every-plan",
                        "2024-01-02T00:00:00Z",
                        "type",
                        "ANNUAL",
                        "name",
                        "plan",
                        "territory",
                        "EVERY",
                        "owner",
                        "o",
                        "currency",
                        "CNY",
                        "period",
                        map("from", "2024-01-01", "to", "2024-12-31"))
                .tell(
                        "plan.ResourceRequested",
                        "every-plan",
                        "2024-01-02T00:00:00Z",
                        "resourceId",
                        "fairs",
                        "kind",
                        "BUDGET",
                        "category",
                        "PROMOTION",
                        "description",
                        "fairs",
                        "amount",
                        500)
                .tell(
                        "incentive.SchemeDefined",
                        "every-scheme",
                        "2024-01-02T00:00:00Z",
                        "planId",
                        "every-plan",
                        "name",
                        "Bonus",
                        "currency",
                        "CNY",
                        "bands",
                        List.of(map("from", 0, "to", null, "rate", 1, "sum", null)),
                        "rewards",
                        List.of())
                .goal("every-closed", "2024-01-02T00:00:00Z", "1000", "2024-01-01", "2024-06-30", Story.scope("EVERY"))
                .tell(
                        "goal.GoalClosed",
                        "every-closed",
                        "2024-07-10T00:00:00Z",
                        "actual",
                        5,
                        "target",
                        1000,
                        "outcome",
                        "MISSED")
                .goal(
                        "every-goal",
                        "2024-01-02T00:00:00Z",
                        "1000",
                        "2024-01-01",
                        "2024-12-31",
                        Story.scope("EVERY"),
                        Map.of("planId", "every-plan"))
                .goal(
                        "every-child",
                        "2024-01-02T00:00:00Z",
                        "400",
                        "2024-01-01",
                        "2024-06-30",
                        Story.scope("EVERY"),
                        Map.of("parentId", "every-goal"))
                .order("every-o1", "every-c", "EVERY", "100", "CNY", "2024-03-01T00:00:00Z")
                .order("every-o2", "every-c", "EVERY", "200", "CNY", "2024-09-06T00:00:00Z");
        visited(story, "every-v1", "2024-03-05T09:00:00Z");
        story.recordedAt("2024-08-01T00:00:00Z")
                .order("every-o3", "every-c", "EVERY", "30.01", "CNY", "2024-03-02T00:00:00Z")
                .opportunity("every-3", "every-c", "EVERY", "10", "CNY", "2024-02-03T00:00:00Z")
                .stage("every-3", "propose", 3, "0.4", "2024-02-20T00:00:00Z")
                .won("every-3", "2024-03-02T00:00:00Z")
                .tell("customer.TierChanged", "every-c", "2024-02-02T00:00:00Z", "tier", "A")
                .tell(
                        "plan.ResourceConsumed",
                        "every-plan",
                        "2024-03-02T00:00:00Z",
                        "resourceId",
                        "fairs",
                        "amount",
                        20)
                .tell(
                        "goal.TargetRevised",
                        "every-goal",
                        "2024-03-02T00:00:00Z",
                        "newTarget",
                        900,
                        "phasing",
                        List.of(),
                        "reason",
                        "r")
                .tell(
                        "incentive.AwardRecorded",
                        "every-scheme",
                        "2024-07-10T00:00:00Z",
                        "awardId",
                        "award",
                        "goalId",
                        "every-goal",
                        "representative",
                        "mei.rep",
                        "completion",
                        new BigDecimal("0.1"),
                        "base",
                        1000,
                        "entitlement",
                        100,
                        "amount",
                        100,
                        "rewards",
                        List.of(),
                        "reason",
                        "early");
        visited(story, "every-v2", "2024-03-06T09:00:00Z");
        story.end();
    }

    private static void visited(Story story, String id, String at) {
        story.tell("activity.ActivityPlanned", id, "2024-03-01T00:00:00Z", visit(at))
                .tell("activity.ActivityCompleted", id, at, visit(at));
    }

    private static @Nullable Object[] visit(String plannedAt) {
        return new @Nullable Object[] {
            "customerId",
            "every-c",
            "kind",
            "VISIT",
            "representative",
            "mei.rep",
            "territory",
            "EVERY",
            "plannedAt",
            plannedAt
        };
    }

    /** Else each of its columns would make the whole of it anew. */
    @Test
    void aCauseIsTakenApartWithoutBeingMade() {
        String plan = String.join("\n", db.sql("""
                        explain verbose select * from report.goal_rollup_causes(
                                report.instant(now(), now()), null, 'answer-goal', report.money('EUR', 'CURRENT'))
                        union all select * from report.sales_causes(
                                report.instant(now(), now()), report.period('2024-01-01', '2024-12-31'))
                        """).query(String.class).list());
        assertThat(plan).contains("event.occurred_at").doesNotContain("report.cause(");
    }

    @Test
    void whatAFigureNeedsAndIsNotGivenIsNamed() {
        assertProblem("/api/reports/explain?figure=nothing", "figure");
        assertProblem("/api/reports/explain?figure=sales&to=2024-01-01", "from");
        assertProblem("/api/reports/explain?figure=sales/by&from=2024-01-01&to=2024-12-31", "dimension");
        assertProblem(
                "/api/reports/explain?figure=sales/by&from=2024-01-01&to=2024-12-31&dimension=COLOUR", "dimension");
        assertProblem("/api/reports/explain?figure=rollup", "goal");
        assertProblem("/api/reports/explain?figure=rollup&goal=answer-goal&cap=0", "cap");
        assertProblem("/api/reports/explain?figure=incentives&base=-1", "base");
        assertProblem("/api/reports/explain?figure=variance/parts&to=2024-01-01", "from");
        assertProblem("/api/reports/explain?figure=variance/parts&month=2024-01&priorFrom=2024-01-01", "priorOrdered");
        assertProblem("/api/reports/compare?figure=funnel", "before");
        assertProblem(
                "/api/reports/compare?figure=funnel&before=2024-08-10T00:00:00Z&asOf=2024-07-31T00:00:00Z", "before");
    }

    private void assertProblem(String path, String field) {
        ResponseEntity<String> answer = get(token("bi"), path);
        assertThat(answer.getStatusCode().is4xxClientError()).as(path).isTrue();
        assertThat(new JsonMapper()
                        .readTree(answer.getBody())
                        .at("/errors/0/field")
                        .asString())
                .as(path)
                .isEqualTo(field);
    }

    @Test
    void aFigureIsExplainedByTheEventsThatMakeIt() {
        String explain = "/api/reports/explain?figure=completion&goal=answer-goal&asOf=2024-12-31T00:00:00Z";
        JsonNode whole = report(explain);

        assertThat(whole.at("/figure/formulas")).anySatisfy(formula -> {
            assertThat(formula.get("name").asString()).isEqualTo("attainment");
            assertThat(formula.get("version").asInt()).isEqualTo(2);
        });
        JsonNode events = whole.at("/events/rows");
        assertThat(events).hasSize(6);
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode event : events) {
            sum = event.get("amount").isNull()
                    ? sum
                    : sum.add(event.get("amount").decimalValue());
        }
        assertThat(sum).isEqualByComparingTo(whole.at("/figure/rows/0/actual").decimalValue());
        assertThat(whole.get("next").isNull()).isTrue();

        JsonNode first = report(explain + "&limit=4");
        assertThat(first.at("/events/rows")).hasSize(4);
        assertThat(first.get("next").asInt()).isEqualTo(4);
        JsonNode last = report(explain + "&limit=4&offset=4");
        assertThat(last.at("/events/rows")).hasSize(2);
        assertThat(last.get("next").isNull()).isTrue();
    }

    @Test
    void aStockIsExplainedByItsOpportunities() {
        JsonNode standing = report("/api/reports/explain?figure=funnel&territory=ANSWERS&asOf=2024-07-31T00:00:00Z")
                .at("/events/rows");

        assertThat(standing).hasSize(2);
        assertThat(standing.get(1).get("aggregateId").asString()).isEqualTo("answer-1");
        assertThat(standing.get(1).get("eventId").asString()).isEqualTo("answer-1/1");
        assertThat(standing.get(1).get("type").asString()).isEqualTo("opportunity.StageChanged.v1");
    }

    @Test
    void anAnswerIsWrittenAsCsvForWhoeverAsksForIt() {
        HttpHeaders csv = new HttpHeaders();
        csv.set(HttpHeaders.ACCEPT, "text/csv");
        ResponseEntity<String> answer = get(token("bi"), SETTLED, csv);

        assertThat(answer.getBody()).isEqualTo("""
                pipeline,stage,stageRank,currency,opportunities,amount,weightedAmount,unavailableReason,complete,unconverted,held,heldAmount\r
                default,develop,1,CNY,2,150.50,7.53,,true,,0,0\r
                """);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.parseMediaType("text/csv;charset=UTF-8"));
        assertThat(answer.getHeaders().getFirst("Plumbline-As-Of")).isEqualTo("2024-07-10T00:00:00Z");
        assertThat(get(token("bi"), SETTLED).getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        String token = token("bi");
        ResponseEntity<String> first = get(token, SETTLED);
        HttpHeaders known = new HttpHeaders();
        known.setIfNoneMatch(java.util.Objects.requireNonNull(first.getHeaders().getETag()));

        ResponseEntity<String> again = get(token, SETTLED, known);
        assertThat(again.getStatusCode()).isEqualTo(HttpStatus.NOT_MODIFIED);
        assertThat(again.getBody()).isNull();

        story().territory("ANSWERS-" + System.nanoTime(), null, "UTC").end();
        assertThat(get(token, SETTLED, known).getStatusCode()).isEqualTo(HttpStatus.OK);
    }
}
