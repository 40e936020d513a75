package io.plumbline.reporting;

import static io.plumbline.reporting.Story.line;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * In the year before, 10 of A at 10 and 30 of B at 20; now 20 of A at 11, 20 of B at 19.50, and 10 of C for 70. All
 * units went from 40 to 50: by a quarter.
 */
class VariancePartsIT extends ReportingTest {

    private static final String PRIOR =
            "/api/reports/variance/parts?territory=PARTS&from=2024-07-01&to=2024-07-31&asOf=2025-06-01T00:00:00Z";
    private static final String PLAN = "/api/reports/variance/parts?goal=parts&asOf=2025-06-01T00:00:00Z";

    @BeforeEach
    void history() {
        if (isTold("territory-PARTS")) {
            return;
        }
        Map<String, ?> child = Map.of("parentId", "parts");
        story().territory("PARTS", null, "UTC")
                .order(
                        "parts-0",
                        "c",
                        "PARTS",
                        "r",
                        "CNY",
                        "2023-07-10T00:00:00Z",
                        line("A", "10", "100"),
                        line("B", "30", "600"))
                .order(
                        "parts-1",
                        "c",
                        "PARTS",
                        "r",
                        "CNY",
                        "2024-07-10T00:00:00Z",
                        line("A", "20", "220"),
                        line("B", "20", "390"),
                        line("C", "10", "70"))
                .goal("parts", "2024-06-01T00:00:00Z", "700", "2024-07-01", "2024-07-31", Story.scope("PARTS"))
                .tell(
                        "goal.GoalDecomposed",
                        "parts",
                        "2024-06-01T00:00:00Z",
                        "decompositionId",
                        "parts-by-line",
                        "dimension",
                        "PRODUCT_LINE",
                        "parts",
                        List.of(
                                map("goalId", "parts-a", "target", 100, "weight", null),
                                map("goalId", "parts-b", "target", 600, "weight", null)))
                .goal("parts-a", "2024-06-01T00:00:00Z", "100", "2024-07-01", "2024-07-31", lines("A"), child)
                .goal("parts-b", "2024-06-01T00:00:00Z", "600", "2024-07-01", "2024-07-31", lines("B"), child)
                .goal("parts-ua", "2024-06-01T00:00:00Z", "10", "2024-07-01", "2024-07-31", lines("A"), units())
                .goal("parts-ub", "2024-06-01T00:00:00Z", "30", "2024-07-01", "2024-07-31", lines("B"), units())
                .goal("parts-no-units", "2024-06-01T00:00:00Z", "500", "2024-07-01", "2024-07-31", lines("C"))
                .end();
    }

    @ParameterizedTest
    @CsvSource({
        // 100 x 50/40 - 100; 220 - 20 x 10; (20 - 50 x 10/40) x 10
        "A, 120, 25, 20, 75",
        // 600 x 50/40 - 600; 390 - 20 x 20; (20 - 50 x 30/40) x 20
        "B, -210, 150, -10, -350",
        "C, 70, 0, 0, 70",
        ", -20, 175, 10, -205"
    })
    void volumePriceAndMixAddUpToTheVarianceAgainstAPriorPeriodAndAgainstAPlan(
            @Nullable String line, String variance, String volume, String price, String mix) {
        for (String url : List.of(PRIOR, PLAN)) {
            JsonNode row = find(report(url).at("/rows"), line, url.equals(PLAN));
            assertAmount(row, "variance", variance);
            assertAmount(row, "volume", volume);
            assertAmount(row, "price", price);
            assertAmount(row, "mix", mix);
            assertAmount(row, "unsplit", "0");
        }
    }

    @Test
    void theVarianceIsTheOneOfTheGoal() {
        JsonNode total = find(report(PLAN).at("/rows"), null, true);
        assertThat(total.get("variance").decimalValue())
                .isEqualByComparingTo(report("/api/reports/variance?goal=parts&asOf=2025-06-01T00:00:00Z")
                        .at("/rows/0/variance")
                        .decimalValue());
    }

    @Test
    void aPlanWithoutUnitsIsNotSplit() {
        JsonNode row = report(PLAN.replace("goal=parts", "goal=parts-no-units")).at("/rows/0");
        assertAmount(row, "variance", "-430");
        assertAmount(row, "unsplit", "-430");
        assertThat(row.get("baseUnits").isNull()).isTrue();
    }

    @Test
    void anotherPriorPeriodCanBeNamed() {
        JsonNode total =
                find(report(PRIOR + "&priorFrom=2023-01-01&priorTo=2023-06-30").at("/rows"), null, false);
        assertAmount(total, "variance", "680");
        // nothing was sold before: all of it is volume
        assertAmount(total, "volume", "680");
    }

    @Test
    void amountsOfAnotherCurrencyAreConvertedOrRefused() {
        assertThat(find(report(PRIOR + "&currency=XAU").at("/rows"), null, false)
                        .get("unavailableReason")
                        .asString())
                .isEqualTo("rate-missing: CNY to XAU on 2023-07-10");
    }

    @Test
    void partsAreExplainedByTheSalesOfBothPeriods() {
        JsonNode explained = report(
                "/api/reports/explain?figure=variance/parts&territory=PARTS&from=2024-07-01&to=2024-07-31&asOf=2025-06-01T00:00:00Z");
        assertThat(Causes.sums(explained, "amount"))
                .isEqualTo(Map.of(
                        "BASE A-1", new BigDecimal("100"),
                        "BASE B-1", new BigDecimal("600"),
                        "ACTUAL A-1", new BigDecimal("220"),
                        "ACTUAL B-1", new BigDecimal("390"),
                        "ACTUAL C-1", new BigDecimal("70")));
        assertThat(Causes.sums(explained, "quantity")).containsEntry("BASE B-1", new BigDecimal("30"));
        assertThat(Causes.sums(
                        report(
                                "/api/reports/explain?figure=variance/parts&territory=PARTS&from=2024-07-01&to=2024-07-31&priorFrom=2023-01-01&priorTo=2023-06-30"),
                        "amount"))
                .hasSize(3);
    }

    @Test
    void partsAgainstAPlanAreExplainedByTheGoalsThatPlanAndTheSales() {
        JsonNode explained = report("/api/reports/explain?figure=variance/parts&goal=parts&asOf=2025-06-01T00:00:00Z");
        assertThat(Causes.sums(explained, "convertedAmount"))
                .isEqualTo(Map.of(
                        "ACTUAL A", new BigDecimal("220"),
                        "ACTUAL B", new BigDecimal("390"),
                        "ACTUAL C", new BigDecimal("70")));
        assertThat(Causes.types(explained, "BASE parts")).contains("GoalDrafted", "GoalDecomposed");
        for (String goal : List.of("parts-a", "parts-b", "parts-ua", "parts-ub")) {
            assertThat(Causes.types(explained, "BASE " + goal)).contains("GoalDrafted");
        }
        assertThat(Causes.types(explained, "BASE parts-no-units")).isEmpty();
    }

    @Test
    void aVariancesWayIsThatOfItsParts() {
        JsonNode changes = report(
                        "/api/reports/compare?figure=variance/parts&goal=parts&before=2024-07-01T00:00:00Z&asOf=2025-06-01T00:00:00Z")
                .at("/changes");
        for (JsonNode change : changes) {
            assertThat(change.at("/difference/variance").decimalValue())
                    .as(change.toString())
                    .isEqualByComparingTo(List.of("volume", "price", "mix", "unsplit").stream()
                            .map(part -> change.at("/difference/" + part).decimalValue(BigDecimal.ZERO))
                            .reduce(BigDecimal.ZERO, BigDecimal::add));
        }
        assertThat(changes).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&priorFrom=2024-01-01", "&priorFrom=2024-02-01&priorTo=2024-01-01", "&currency=euro"})
    void aPeriodIsNeeded(String more) {
        String url = more.isEmpty() ? "/api/reports/variance/parts" : PRIOR + more;
        assertThat(get(token("bi"), url).getStatusCode().value()).isEqualTo(400);
        assertThat(get(token("bi"), PLAN + "&currency=euro").getStatusCode().value())
                .isEqualTo(400);
    }

    private static JsonNode find(JsonNode rows, @Nullable String line, boolean plan) {
        for (JsonNode row : rows) {
            String key = row.get("total").asBoolean()
                    ? null
                    : row.get("productLine").isNull() && plan
                            ? "C"
                            : row.get("productLine").asString();
            if (java.util.Objects.equals(key, line)) {
                return row;
            }
        }
        throw new AssertionError(rows.toString());
    }

    private static Map<String, @Nullable Object> units() {
        return map("metric", "UNITS", "unit", "pieces", "currency", null);
    }

    private static Map<String, @Nullable Object> lines(String line) {
        Map<String, @Nullable Object> scope = Story.scope("PARTS");
        scope.put("productLines", List.of(line));
        return scope;
    }

    private static void assertAmount(JsonNode row, String name, String amount) {
        assertThat(row.get(name).decimalValue()).as(name).isEqualByComparingTo(amount);
    }
}
