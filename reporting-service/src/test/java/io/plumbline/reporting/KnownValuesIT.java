package io.plumbline.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A filter by what is not there is refused, and never answers an empty report. */
class KnownValuesIT extends ReportingTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SALES = "/api/reports/sales?month=2024-07";

    @BeforeEach
    void history() {
        if (isTold("territory-KNOWABLE")) {
            return;
        }
        story().territory("KNOWABLE", null, "UTC")
                .territory("KNOWABLE-1", "KNOWABLE", "UTC")
                .territory("FOREIGN", null, "UTC")
                .customer("known-c", "large", "manufacturing", "KNOWABLE-1")
                .order(
                        "known-o",
                        "known-c",
                        "KNOWABLE-1",
                        "known.rep",
                        "CNY",
                        "2024-07-01T00:00:00Z",
                        Story.line("gearboxes", "1", "10"))
                .order(
                        "foreign-o",
                        "foreign-c",
                        "FOREIGN",
                        "foreign.rep",
                        "CNY",
                        "2024-07-01T00:00:00Z",
                        Story.line("gearboxes", "1", "10"))
                .goal("known-goal", "2024-01-01T00:00:00Z", "100", "2024-01-01", "2024-12-31", Story.scope("KNOWABLE"))
                .goal("foreign-goal", "2024-01-01T00:00:00Z", "100", "2024-01-01", "2024-12-31", Story.scope("FOREIGN"))
                .end();
    }

    @ParameterizedTest
    @CsvSource({
        "territory, KNOWABEL-1, KNOWABLE-1",
        "productLine, gearboxs, gearboxes",
        "segment, larg, large",
        "industry, manufacturin, manufacturing",
        "channel, onlin, online",
        "tier, E, ''"
    })
    void aCodeThatNothingHasIsRefusedWithTheNearest(String parameter, String value, String nearest) {
        for (String report : List.of(
                SALES,
                "/api/reports/funnel?",
                "/api/reports/pipeline-bridge?since=2024-07-01T00:00:00Z",
                "/api/reports/explain?figure=sales&from=2024-07-01&to=2024-07-31",
                "/api/reports/compare?figure=sales&from=2024-07-01&to=2024-07-31&before=2024-07-01T00:00:00Z")) {
            assertRefused(
                    get(token("sales-ops"), report + "&" + parameter + "=" + value),
                    422,
                    parameter,
                    "known-value",
                    nearest);
            assertRefused(
                    get(token("manager", "KNOWABLE"), report + "&" + parameter + "=" + value),
                    422,
                    parameter,
                    "known-value",
                    nearest);
        }
    }

    @Test
    void aCodeThatIsKnownAnywhereIsAsked() {
        assertThat(report("/api/reports/funnel?territory=KNOWABLE&channel=online&tier=A&segment=large")
                        .at("/rows"))
                .isEmpty();
        // of a list, every one has to be known
        assertRefused(
                get(token("bi"), SALES + "&territory=KNOWABLE,NOWHERE"), 422, "territory", "known-value", "NOWHERE");
        assertRefused(
                get(token("bi"), SALES + "&territory=KNOWABLE&territory=NOWHERE"),
                422,
                "territory",
                "known-value",
                "NOWHERE");
    }

    @Test
    void csvIsRefusedAsWell() {
        HttpHeaders csv = new HttpHeaders();
        csv.set(HttpHeaders.ACCEPT, "text/csv");
        assertThat(get(token("bi"), SALES + "&territory=NOWHERE", csv)
                        .getStatusCode()
                        .value())
                .isEqualTo(422);
        assertThat(get(token("bi"), SALES + "&teritory=KNOWABLE", csv)
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "goal, completion?, nowhere, foreign-goal",
        "goal, variance?, nowhere, foreign-goal",
        "goal, forecast?, nowhere, foreign-goal",
        "goal, rollup?, nowhere, foreign-goal",
        "goal, incentives?, nowhere, foreign-goal",
        "goal, variance/parts?, nowhere, foreign-goal",
        "goal, explain?figure=completion&, nowhere, foreign-goal",
        "representative, sales?month=2024-07&, nobody, foreign.rep"
    })
    void anIdIsRefusedAlikeWhetherItIsUnknownOrOthers(String parameter, String report, String unknown, String foreign) {
        String path = "/api/reports/" + report + parameter + "=";
        String manager = token("manager", "KNOWABLE");
        assertRefused(get(token("sales-ops"), path + unknown), 404, parameter, "known-value", unknown);
        assertThat(get(token("sales-ops"), path + foreign).getStatusCode().value())
                .isEqualTo(200);
        ResponseEntity<String> one = get(manager, path + unknown);
        ResponseEntity<String> other = get(manager, path + foreign);
        assertRefused(one, 404, parameter, "known-value", unknown);
        assertThat(other.getBody())
                .isEqualTo(Objects.requireNonNull(one.getBody()).replace(unknown, foreign));
    }

    @Test
    void planAndCurrencyAreKnownToo() {
        assertRefused(
                get(token("bi"), SALES + "&currency=CNY&rates=PLAN&plan=none"), 404, "plan", "known-value", "none");
        assertRefused(get(token("bi"), "/api/reports/channels?plan=none"), 404, "plan", "known-value", "none");
        assertRefused(get(token("bi"), "/api/reports/rates?planId=none"), 404, "planId", "known-value", "none");
        assertRefused(get(token("bi"), SALES + "&currency=CNX"), 422, "currency", "known-value", "CN");
    }

    @Test
    void whoSellsIsKnownToThoseWhoSeeHim() {
        assertThat(get(token("manager", "KNOWABLE"), SALES + "&representative=known.rep")
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        // the caller's own name, of which there is no figure yet
        assertThat(get(token("rep", "KNOWABLE"), SALES + "&representative=somebody")
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "sales?month=2024-07&teritory=KNOWABLE, teritory, territory",
        "funnel?source=SEARCH, source, 'did you mean'",
        "completion?chanel=online, chanel, 'did you mean'",
        "completion?channel=online, channel, calendar",
        "sales?month=2024-07&month=2024-08, month, several",
        "sales?month=2024-07&territory=, territory, value",
        "explain?figure=sales&from=2024-07-01&to=2024-07-31&goal=known-goal, goal, Known are",
        "explain?figure=completion&goal=known-goal&channel=online, channel, Known are",
        "compare?figure=incentives&before=2024-07-01T00:00:00Z&tier=A, tier, Known are"
    })
    void aParameterThatMakesNoDifferenceIsRefused(String query, String field, String hint) {
        ResponseEntity<String> answer = get(token("sales-ops"), "/api/reports/" + query);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(400);
        assertThat(JSON.readTree(answer.getBody()).at("/errors/0/field").asString())
                .isEqualTo(field);
        assertThat(JSON.readTree(answer.getBody()).at("/errors/0/message").asString())
                .contains(hint);
    }

    private static void assertRefused(
            ResponseEntity<String> answer, int status, String field, String rule, String hint) {
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(status);
        JsonNode error = JSON.readTree(answer.getBody()).at("/errors/0");
        assertThat(error.get("field").asString()).isEqualTo(field);
        assertThat(error.get("rule").asString()).isEqualTo(rule);
        assertThat(error.get("message").asString()).contains(hint);
    }
}
