package io.plumbline.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whatever a report is divided along, its parts are those of the whole. */
class DimensionsIT extends ReportingTest {

    private static final String YEAR = "territory=DIM&from=2024-01-01&to=2024-12-31&asOf=2024-12-31T00:00:00Z";

    @BeforeEach
    void history() {
        if (isTold("territory-DIM")) {
            return;
        }
        story().territory("DIM", null, "UTC")
                .customer("dim-large", "large", "retail", "DIM")
                .customer("dim-small", "small", "mining", "DIM")
                .tell("customer.TierChanged", "dim-large", "2024-01-02T00:00:00Z", "tier", "A")
                .opportunity("dim-1", "dim-large", "DIM", "100", "CNY", "2024-02-01T00:00:00Z")
                .won("dim-1", "2024-03-01T00:00:00Z")
                .opportunity("dim-2", "dim-small", "DIM", "50", "CNY", "2024-02-02T00:00:00Z")
                .lost("dim-2", "PRICE", "2024-03-02T00:00:00Z")
                .opportunity("dim-3", "dim-small", "DIM", "30", "CNY", "2024-02-02T00:00:00Z")
                .order("dim-o1", "dim-large", "DIM", "100", "CNY", "2024-03-01T00:00:00Z")
                .order("dim-o2", "dim-small", "DIM", "70", "CNY", "2024-03-05T00:00:00Z")
                .order("dim-o3", "dim-small", "DIM", "5", "CNY", "2024-04-05T00:00:00Z")
                .end();
    }

    @Test
    void everyDivisionAddsUpToTheWhole() {
        assertAddsUp("sales/by", "salesAmount", "175");
        assertAddsUp("funnel/wins/by", "won", "1");
        assertAddsUp("funnel/wins/by", "lostAmount", "50");
        assertAddsUp("funnel/wins/by", "open", "1");
    }

    @Test
    void customersAreWhatTheyAre() {
        assertPart("sales/by", "SEGMENT", "small", "salesAmount", "75");
        assertPart("sales/by", "INDUSTRY", "retail", "salesAmount", "100");
        assertPart("sales/by", "TIER", "A", "salesAmount", "100");
        assertPart("funnel/wins/by", "LOST_REASON", "PRICE", "lostAmount", "50");
        assertPart("funnel/wins/by", "SEGMENT", "small", "open", "1");
        assertPart("funnel/wins/by", "TIER", "A", "wonAmount", "100");
    }

    private void assertAddsUp(String report, String column, String whole) {
        List<String> dimensions = report("/api/reports/figures")
                .valueStream()
                .filter(figure -> figure.get("name").asString().equals(report))
                .flatMap(figure -> figure.get("dimensions").valueStream())
                .map(JsonNode::asString)
                .toList();
        assertThat(dimensions).hasSizeGreaterThan(8);
        for (String dimension : dimensions) {
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode part : report("/api/reports/" + report + "?" + YEAR + "&dimension=" + dimension)
                    .get("rows")) {
                sum = sum.add(part.get(column).decimalValue());
            }
            assertThat(sum).as(report + " by " + dimension).isEqualByComparingTo(whole);
        }
    }

    private void assertPart(String report, String dimension, String key, String column, String expected) {
        List<JsonNode> parts = report("/api/reports/" + report + "?" + YEAR + "&dimension=" + dimension)
                .get("rows")
                .valueStream()
                .filter(part -> key.equals(part.get("key").asString("")))
                .toList();
        assertThat(parts).as(dimension + " " + key).hasSize(1);
        assertThat(parts.getFirst().get(column).decimalValue())
                .as(dimension + " " + key)
                .isEqualByComparingTo(expected);
    }
}
