package io.plumbline.reporting.customers;

import static io.plumbline.reporting.report.Parts.PERIOD;

import io.plumbline.reporting.report.Dimension;
import io.plumbline.reporting.report.Report;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who the customers are, and which of them bought. */
@Component
class CustomerReports implements Report.Source {

    /**
     * Customers of one kind, as they stand at asOf.
     *
     * @param key null for those that have none, such as a tier before the first assessment
     * @param customers without those that were merged into others
     * @param active that placed an order in the period of which anything is left
     * @param won active ones whose first order ever lies in the period
     * @param repeat that placed two or more in the period
     * @param repurchaseRate repeat over active
     * @param share of all customers
     */
    record Group(
            @Nullable String key,
            long customers,
            long active,
            long won,
            long repeat,
            @Nullable BigDecimal repurchaseRate,
            @Nullable BigDecimal share) {}

    @Override
    public List<Report<?>> reports() {
        return List.of(Report.filtered("customers", "customers_by", Group.class)
                .takes(PERIOD)
                .alongFirstOf(
                        Dimension.TIER,
                        Dimension.LIFECYCLE,
                        Dimension.SEGMENT,
                        Dimension.INDUSTRY,
                        Dimension.CHANNEL,
                        Dimension.TERRITORY,
                        Dimension.REPRESENTATIVE)
                .key("key")
                .adding("customers", "active", "won", "repeat")
                .madeOf("customer", "order")
                .causedBy("order_causes", "period")
                .build());
    }
}
