package io.plumbline.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** What every answer can do: be compared, explained, cached and written as CSV. */
class AnswersIT extends ReportingTest {

    private static final String FUNNEL = "/api/reports/funnel?territory=ANSWERS";
    private static final String SETTLED = FUNNEL + "&asOf=2024-07-10T00:00:00Z&knownAt=2024-08-01T00:00:00Z";

    @BeforeEach
    void history() {
        if (!report(SETTLED).at("/rows").isEmpty()) {
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
                "/api/reports/funnel/compare?territory=ANSWERS&since=2024-07-10T00:00:00Z&asOf=2024-07-31T00:00:00Z");

        assertThat(comparison.at("/before/asOf").asString()).isEqualTo("2024-07-10T00:00:00Z");
        JsonNode develop = comparison.at("/changes/0");
        assertThat(develop.at("/key/stage").asString()).isEqualTo("develop");
        assertThat(develop.at("/differences/opportunities").asInt()).isEqualTo(-1);
        assertThat(develop.at("/differences/amount").decimalValue()).isEqualByComparingTo("-100");
        assertThat(develop.at("/differences/weightedAmount").decimalValue()).isEqualByComparingTo("-5");
        JsonNode propose = comparison.at("/changes/1");
        assertThat(propose.get("before").isNull()).isTrue();
        assertThat(propose.at("/after/amount").decimalValue()).isEqualByComparingTo("100");

        JsonNode goal = report(
                        "/api/reports/completion/compare?goal=answer-goal&since=2024-07-05T12:00:00Z&asOf=2024-07-31T00:00:00Z")
                .at("/changes/0");
        assertThat(goal.at("/differences/actual").decimalValue()).isEqualByComparingTo("200");
        assertThat(goal.at("/differences/target").isMissingNode()).isTrue();
    }

    @Test
    void aFigureIsExplainedByTheEventsThatMakeIt() {
        String explain = "/api/reports/completion/explain?goal=answer-goal&asOf=2024-12-31T00:00:00Z";
        JsonNode whole = report(explain);

        assertThat(whole.at("/figure/formulas")).anySatisfy(formula -> {
            assertThat(formula.get("name").asString()).isEqualTo("attainment");
            assertThat(formula.get("version").asInt()).isEqualTo(1);
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
        JsonNode standing = report("/api/reports/funnel/explain?territory=ANSWERS&asOf=2024-07-31T00:00:00Z")
                .at("/events/rows");

        assertThat(standing).hasSize(2);
        assertThat(standing.get(1).get("id").asString()).isEqualTo("answer-1");
        assertThat(standing.get(1).get("eventId").asString()).isEqualTo("answer-1/1");
        assertThat(standing.get(1).get("type").asString()).isEqualTo("opportunity.StageChanged.v1");
    }

    @Test
    void anAnswerIsWrittenAsCsvForWhoeverAsksForIt() {
        HttpHeaders csv = new HttpHeaders();
        csv.set(HttpHeaders.ACCEPT, "text/csv");
        ResponseEntity<String> answer = get(token("bi"), SETTLED, csv);

        assertThat(answer.getBody()).isEqualTo("""
                pipeline,stage,stageRank,currency,opportunities,amount,weightedAmount,refusal\r
                default,develop,1,CNY,2,150.50,7.53,\r
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
