package io.plumbline.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Customers by what they are, and which of them bought. */
class CustomersIT extends ReportingTest {

    @Test
    void customersAreCountedByWhatTheyAreAndWhatTheyBought() {
        story().territory("CUST", null, "Asia/Shanghai")
                .customer("cust-1", "large", "retail", "CUST")
                .customer("cust-2", "large", "retail", "CUST")
                .customer("cust-3", "small", "retail", "CUST")
                .customer("cust-4", "small", "retail", "CUST")
                .tell("customer.TierChanged", "cust-1", "2024-02-01T00:00:00Z", "tier", "A")
                .tell("customer.TierChanged", "cust-2", "2024-02-01T00:00:00Z", "tier", "A")
                .tell("customer.TierChanged", "cust-3", "2024-02-01T00:00:00Z", "tier", "C")
                .tell("customer.TierChanged", "cust-3", "2024-09-01T00:00:00Z", "tier", "B")
                // first order before the period, two in it
                .order("cust-o1", "cust-1", "CUST", "10", "CNY", "2024-05-05T00:00:00Z")
                .order("cust-o2", "cust-1", "CUST", "10", "CNY", "2024-07-05T00:00:00Z")
                .order("cust-o3", "cust-1", "CUST", "10", "CNY", "2024-08-05T00:00:00Z")
                // new in the period
                .order("cust-o4", "cust-3", "CUST", "10", "CNY", "2024-07-06T00:00:00Z")
                // ordered and wholly cancelled
                .order("cust-o5", "cust-2", "CUST", "10", "CNY", "2024-07-07T00:00:00Z")
                .tell(
                        "order.LinesCancelled",
                        "cust-o5",
                        "2024-07-08T00:00:00Z",
                        "lines",
                        java.util.List.of(Story.map("lineId", "line", "quantity", 1, "amount", 10)))
                .end();

        String period = "&territory=CUST&from=2024-07-01&to=2024-09-30";
        assertThat(groups("/api/reports/customers?asOf=2024-08-31T00:00:00Z" + period))
                .isEqualTo(Map.of("A", "2 1 0 1 1 0.5", "C", "1 1 1 0 0 0.25", "", "1 0 0 0 null 0.25"));
        assertThat(groups("/api/reports/customers?asOf=2024-09-30T00:00:00Z" + period))
                .containsEntry("B", "1 1 1 0 0 0.25");
        assertThat(groups("/api/reports/customers?dimension=SEGMENT&asOf=2024-09-30T00:00:00Z" + period))
                .isEqualTo(Map.of("large", "2 1 0 1 1 0.5", "small", "2 1 1 0 0 0.5"));
        assertThat(groups("/api/reports/customers?dimension=SEGMENT&segment=small&asOf=2024-09-30T00:00:00Z" + period))
                .isEqualTo(Map.of("small", "2 1 1 0 0 1"));
    }

    private Map<String, String> groups(String path) {
        Map<String, String> groups = new TreeMap<>();
        for (JsonNode row : report(path).at("/rows")) {
            JsonNode rate = row.get("repurchaseRate");
            groups.put(
                    row.get("key").isNull() ? "" : row.get("key").asString(),
                    "%d %d %d %d %s %s"
                            .formatted(
                                    row.get("customers").asLong(),
                                    row.get("active").asLong(),
                                    row.get("won").asLong(),
                                    row.get("repeat").asLong(),
                                    rate.isNull()
                                            ? "null"
                                            : rate.decimalValue()
                                                    .stripTrailingZeros()
                                                    .toPlainString(),
                                    row.get("share")
                                            .decimalValue()
                                            .stripTrailingZeros()
                                            .toPlainString()));
        }
        return groups;
    }
}
