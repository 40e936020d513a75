package io.plumbline.deploy.suite.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AskedReportTests {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final MadeUpEvents ORGANISATION = new MadeUpEvents(1, NOW, 1_000);

    @Test
    void whatLooksAtAnInstantAndEndsIsAReport() {
        String json = """
                {"paths": {
                  "/api/reports/sales/by": {"get": {
                    "parameters": [%1$s, {"name": "territory", "schema": {}}],
                    "responses": {"200": {"content": {"*/*": {}}}}}},
                  "/api/reports/alerts/stream": {"get": {
                    "parameters": [%1$s], "responses": {"200": {"content": {"text/event-stream": {}}}}}},
                  "/api/reports/streamed": {"get": {"parameters": [%1$s], "responses": {"200": {}}}},
                  "/api/reports/rates": {"get": {"responses": {"200": {"content": {"application/json": {}}}}}},
                  "/api/reports/alerts/{id}": {"get": {
                    "parameters": [%1$s], "responses": {"200": {"content": {"application/json": {}}}}}}
                }}""".formatted("{\"name\": \"asOf\", \"schema\": {\"format\": \"date-time\"}}");

        assertThat(AskedReport.in(JsonMapper.builder().build().readTree(json)))
                .extracting(AskedReport::name)
                .containsExactly("sales/by");
    }

    @Test
    void aQuestionHasWhatTheReportRequiresAndWhatItsKindSays() {
        AskedReport report = report("""
                {"name": "asOf"}, {"name": "knownAt"}, {"name": "territory"}, {"name": "channel"}, {"name": "tier"},
                {"name": "from", "required": true, "schema": {"format": "date"}},
                {"name": "to", "required": true, "schema": {"format": "date"}},
                {"name": "dimension", "required": true, "schema": {"enum": ["CHANNEL"]}}
                """);

        assertThat(question(report, QuestionKind.TERRITORY))
                .matches("/api/reports/some\\?territory=BENCH-[^&]+&.*from=\\d{4}-\\d\\d-01.*");
        assertThat(question(report, QuestionKind.WHOLE))
                .contains("dimension=CHANNEL")
                .doesNotContain("territory");
        assertThat(question(report, QuestionKind.FILTERED)).contains("channel=", "tier=");
        assertThat(question(report, QuestionKind.YEAR_AGO)).contains("asOf=2025-");
        assertThat(question(report, QuestionKind.KNOWN_BEFORE)).contains("knownAt=2026-05-16T12");
    }

    @Test
    void whatAReportLacksIsNotAsked() {
        AskedReport report = report("{\"name\": \"asOf\"}, {\"name\": \"channel\"}");

        assertThat(report.answers(QuestionKind.WHOLE)).isTrue();
        assertThat(report.answers(QuestionKind.TERRITORY)).isFalse();
        assertThat(report.answers(QuestionKind.FILTERED)).isFalse();
        assertThat(report.answers(QuestionKind.KNOWN_BEFORE)).isFalse();
    }

    /** A new report must not be measured with a question that it refuses. */
    @Test
    void aRequiredParameterThatNothingIsKnownOfIsNamed() {
        AskedReport report = report("{\"name\": \"asOf\"}, {\"name\": \"shape\", \"required\": true}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> question(report, QuestionKind.WHOLE))
                .withMessage("The benchmark has no value for shape of some.");
    }

    private static String question(AskedReport report, QuestionKind kind) {
        return report.question(kind, ORGANISATION, NOW, List.of(report), new SplittableRandom(1));
    }

    private static AskedReport report(String parameters) {
        return AskedReport.in(JsonMapper.builder().build().readTree("""
                        {"paths": {"/api/reports/some": {"get": {
                          "parameters": [%s], "responses": {"200": {"content": {"application/json": {}}}}}}}}""".formatted(parameters)))
                .getFirst();
    }
}
