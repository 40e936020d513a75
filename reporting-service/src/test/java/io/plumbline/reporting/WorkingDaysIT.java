package io.plumbline.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/**
 * From Monday, 23 September to Sunday, 13 October 2024 there are eleven working days: five, the Sunday of the 29th that is
 * worked, the 30th, none in the week of holidays, and four.
 */
class WorkingDaysIT extends ReportingTest {

    private static final String HOLIDAYS = """
            {"weekend": [6, 7], "days": [
              {"day": "2024-09-29", "working": true, "name": "worked instead"},
              {"day": "2024-10-01", "working": false, "name": "National Day"},
              {"day": "2024-10-02", "working": false}, {"day": "2024-10-03", "working": false},
              {"day": "2024-10-04", "working": false}, {"day": "2024-10-07", "working": false},
              {"day": "2024-10-09", "working": false}, {"day": "2024-10-09", "working": null}]}
            """;

    @BeforeEach
    void history() {
        if (isTold("cal-top")) {
            return;
        }
        enter(HttpMethod.PUT, "/api/reports/calendars/CN-TEST", HOLIDAYS);
        enter(HttpMethod.PUT, "/api/reports/calendars/SIX-DAYS", "{\"weekend\": [7]}");
        enter(
                HttpMethod.POST,
                "/api/reports/calendars/assignments",
                "{\"territory\": \"CAL\", \"calendar\": \"CN-TEST\", \"from\": \"2024-01-01\"}");
        enter(
                HttpMethod.POST,
                "/api/reports/calendars/assignments",
                "{\"territory\": \"CAL-6\", \"calendar\": \"SIX-DAYS\", \"from\": \"2024-10-01\"}");
        story().territory("CAL", null, "UTC")
                .territory("CAL-1", "CAL", "UTC")
                .territory("CAL-6", "CAL", "UTC")
                .territory("NO-CAL", null, "UTC")
                .end();
        for (List<String> goal : List.of(
                List.of("cal-top", "CAL"),
                List.of("cal-below", "CAL-1"),
                List.of("cal-six", "CAL-6"),
                List.of("cal-none", "NO-CAL"))) {
            story().goal(
                            goal.get(0),
                            "2024-09-01T00:00:00Z",
                            "1000",
                            "2024-09-23",
                            "2024-10-13",
                            Story.scope(goal.get(1)))
                    .end();
        }
        story().goal(
                        "cal-phased",
                        "2024-09-01T00:00:00Z",
                        "1000",
                        "2024-09-23",
                        "2024-10-13",
                        Story.scope("CAL-1"),
                        "2024-09-23",
                        "2024-09-30",
                        "600",
                        "2024-10-01",
                        "2024-10-13",
                        "400")
                .order("cal-order", "c", "CAL", "600", "CNY", "2024-09-24T00:00:00Z")
                .end();
    }

    @ParameterizedTest
    @CsvSource({
        // 7 of 11 working days
        "cal-top, 2024-09-30, CN-TEST, 636.36",
        "cal-below, 2024-09-30, CN-TEST, 636.36",
        "cal-below, 2024-10-06, CN-TEST, 636.36",
        "cal-below, 2024-10-09, CN-TEST, 818.18",
        "cal-below, 2024-10-12, CN-TEST, 1000.00",
        // its own calendar is in force from October on: until then that of the territory above
        "cal-six, 2024-09-30, CN-TEST, 636.36",
        // 15 of 18
        "cal-six, 2024-10-09, SIX-DAYS, 833.33",
        // 600 and 2 of 4 days of 400
        "cal-phased, 2024-10-09, CN-TEST, 800.00"
    })
    void workingDaysCountWhereATerritoryGoesByACalendar(String goal, String day, String calendar, String expected) {
        JsonNode row = report("/api/reports/completion?goal=" + goal + "&asOf=" + day + "T12:00:00Z")
                .at("/rows/0");
        assertThat(row.get("calendar").asString()).isEqualTo(calendar);
        assertThat(row.get("expectedWorking").decimalValue()).isEqualByComparingTo(expected);
        assertThat(row.get("expected").decimalValue()).isEqualByComparingTo(expected);
        assertThat(report("/api/reports/variance?goal=" + goal + "&asOf=" + day + "T12:00:00Z")
                        .at("/rows/0/expected")
                        .decimalValue())
                .isEqualByComparingTo(expected);
    }

    @Test
    void withoutACalendarDaysCountAndOneCanBeAskedFor() {
        String url = "/api/reports/completion?goal=cal-none&asOf=2024-09-30T12:00:00Z";
        JsonNode row = report(url).at("/rows/0");
        assertThat(row.get("calendar").isNull()).isTrue();
        assertThat(row.get("expectedWorking").isNull()).isTrue();
        // 8 of 21 days
        assertThat(row.get("expected").decimalValue()).isEqualByComparingTo("380.95");
        assertThat(report(url + "&calendar=CN-TEST").at("/rows/0/expected").decimalValue())
                .isEqualByComparingTo("636.36");
        assertThat(report(url + "&calendar=NOWHERE")
                        .at("/rows/0/unavailableReason")
                        .asString())
                .isEqualTo("calendar-unknown: NOWHERE");
    }

    @Test
    void whatWasKnownBeforeTheCalendarWasEnteredStays() {
        assertThat(report("/api/reports/completion?goal=cal-top&asOf=2024-09-30T12:00:00Z&knownAt=2024-09-30T12:00:00Z")
                        .at("/rows/0/expected")
                        .decimalValue())
                .isEqualByComparingTo("380.95");
    }

    @Test
    void aCalendarShowsWhatStands() {
        JsonNode calendars = report("/api/reports/calendars");
        JsonNode calendar = FunnelMovementIT.row(calendars, "code", "CN-TEST");
        assertThat(calendar.get("weekend")).hasSize(2);
        assertThat(calendar.get("days")).hasSize(6);
        assertThat(calendar.at("/days/1/name").asString()).isEqualTo("National Day");
        assertThat(report("/api/reports/calendars/assignments")).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"weekend\": [8]}", "{}", "{\"weekend\": [6], \"days\": [{\"working\": false}]}"})
    void aCalendarThatBreaksARuleIsRefused(String json) {
        ResponseEntity<String> answer = send(HttpMethod.PUT, token("sales-ops"), "/api/reports/calendars/BAD", json);
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(send(HttpMethod.PUT, token("bi"), "/api/reports/calendars/BAD", HOLIDAYS)
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "fiscalYear=2024&fiscalYearStart=4&quarter=2, 2024-07-01, 2024-09-30",
        "fiscalYear=2024&quarter=1, 2024-01-01, 2024-03-31",
        "fiscalYear=2023&fiscalYearStart=7, 2023-07-01, 2024-06-30",
        "month=2024-02, 2024-02-01, 2024-02-29",
        "week=2024-W07, 2024-02-12, 2024-02-18",
        "week=2020-W53, 2020-12-28, 2021-01-03"
    })
    void aPeriodCanBeNamed(String named, String from, String to) {
        String sales = "/api/reports/sales?territory=NAMED&asOf=2025-06-01T00:00:00Z&";
        if (!isTold("territory-NAMED")) {
            Story story = story();
            for (String day : List.of(
                    "2020-12-27",
                    "2020-12-28",
                    "2021-01-03",
                    "2021-01-04",
                    "2023-06-30",
                    "2023-07-01",
                    "2024-01-01",
                    "2024-02-11",
                    "2024-02-12",
                    "2024-02-18",
                    "2024-02-29",
                    "2024-03-31",
                    "2024-06-30",
                    "2024-07-01",
                    "2024-09-30",
                    "2024-10-01")) {
                story.order("named-" + day, "c", "NAMED", day.replace("-", ""), "CNY", day + "T12:00:00Z");
            }
            story.end();
        }
        JsonNode asked = report(sales + named).at("/rows");
        assertThat(asked)
                .isNotEmpty()
                .isEqualTo(report(sales + "from=" + from + "&to=" + to).at("/rows"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "week=2024-W60",
                "week=2024-7",
                "month=2024-13",
                "quarter=2",
                "fiscalYear=2024&quarter=5",
                "fiscalYear=soon",
                "fiscalYear=2024&month=2024-02",
                "from=2024-01-01&to=2024-01-31&week=2024-W07",
                "from=2024-01-01",
                ""
            })
    void aPeriodThatIsNoneIsRefused(String named) {
        ResponseEntity<String> answer = get(token("bi"), "/api/reports/sales?" + named);
        assertThat(answer.getStatusCode().value()).as(named).isEqualTo(400);
        assertThat(answer.getBody()).contains("\"errors\"");
    }

    @Test
    void thresholdsOfAVersionHoldFromItOn() {
        story().goal("policy", "2024-01-01T00:00:00Z", "100", "2024-01-01", "2024-12-31", Story.scope("POLICY"))
                .order("policy-o", "c", "POLICY", "85", "CNY", "2024-02-01T00:00:00Z")
                .end();
        String url = "/api/reports/completion?goal=policy&asOf=2025-02-01T00:00:00Z&knownAt={k}";
        JsonNode strict =
                enter(HttpMethod.POST, "/api/reports/light-policies", "{\"redBelow\": 0.9, \"yellowBelow\": 0.95}");
        try {
            assertThat(report(url, strict.get("since").asString())
                            .at("/rows/0/light")
                            .asString())
                    .isEqualTo("RED");
            assertThat(report(url, "2025-02-01T00:00:00Z").at("/rows/0/light").asString())
                    .isEqualTo("YELLOW");
        } finally {
            JsonNode usual = enter(
                    HttpMethod.POST,
                    "/api/reports/light-policies",
                    "{\"redBelow\": 0.8, \"yellowBelow\": 0.9, \"attainmentCap\": 1.5}");
            assertThat(usual.get("version").asInt())
                    .isEqualTo(strict.get("version").asInt() + 1);
        }
        assertThat(report("/api/reports/light-policies").get(0).get("redBelow").decimalValue())
                .isEqualByComparingTo("0.8");
        assertThat(send(
                                HttpMethod.POST,
                                token("sales-ops"),
                                "/api/reports/light-policies",
                                "{\"redBelow\": 0.9, \"yellowBelow\": 0.8}")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
        assertThat(send(
                                HttpMethod.POST,
                                token("manager"),
                                "/api/reports/light-policies",
                                "{\"redBelow\": 0.1, \"yellowBelow\": 0.8}")
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    @Test
    void aDraftThatLacksWhatAGoalNeedsIsNoGoalYet() {
        story().goal(
                        "vague",
                        "2024-01-01T00:00:00Z",
                        "1",
                        "2024-01-01",
                        "2024-12-31",
                        Story.scope("VAGUE"),
                        Story.map("metric", null, "target", null, "period", null, "unit", null))
                .end();
        assertThat(report("/api/reports/completion?goal=vague").at("/rows")).isEmpty();
    }
}
