package io.plumbline.reporting.sales;

import static io.plumbline.reporting.report.Parts.CREDIT;
import static io.plumbline.reporting.report.Parts.MONEY;
import static io.plumbline.reporting.report.Parts.PERIOD;
import static io.plumbline.reporting.report.Parts.WITHIN;

import io.plumbline.reporting.report.Dimension;
import io.plumbline.reporting.report.Report;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was sold. */
@Component
class SalesReports implements Report.Source {

    /**
     * Sales of a period in one currency.
     *
     * @param salesAmount orders less cancellations and returns, each on its own day
     * @param grossProfit sales less cost over lines with a cost; null where no line has one
     * @param orders placed in the period, less those of which the last was taken back in it
     * @param customers of orders that were placed in the period and not wholly taken back within it
     * @param averageOrderAmount for each of these orders
     * @param averageOrderValue for each of these customers
     * @param unavailableReason names the rates that are missing
     * @param complete whether nothing is left out for want of a rate
     * @param unconverted what is left out: of each currency the amount and the first day
     * @param uncostedShare the part of sales of which the cost is not known, a share
     * @param grossProfitComplete whether that part is within the limit of the light policy
     */
    record Summary(
            String currency,
            @Nullable BigDecimal salesAmount,
            @Nullable BigDecimal placedAmount,
            @Nullable BigDecimal cancelledAmount,
            @Nullable BigDecimal returnedAmount,
            BigDecimal units,
            @Nullable BigDecimal grossProfit,
            long orders,
            long customers,
            @Nullable BigDecimal averageOrderAmount,
            @Nullable BigDecimal averageOrderValue,
            @Nullable String unavailableReason,
            boolean complete,
            @Nullable String unconverted,
            BigDecimal uncostedShare,
            boolean grossProfitComplete) {}

    /**
     * A part of the sales of a period.
     *
     * @param key null for what has none, such as the source of an order without an opportunity
     * @param orders as in {@link Summary}; an order with lines of several products counts once for each
     * @param share of all sales in the currency; null where they come to nothing
     * @param unavailableReason names the rates that are missing
     * @param complete whether nothing is left out for want of a rate
     * @param unconverted what is left out: of each currency the amount and the first day
     */
    record Part(
            @Nullable String key,
            String currency,
            @Nullable BigDecimal salesAmount,
            BigDecimal units,
            long orders,
            long customers,
            @Nullable BigDecimal share,
            @Nullable String unavailableReason,
            boolean complete,
            @Nullable String unconverted) {}

    /** @param cohort customers whose first order lies in the period and whose days have passed */
    record Repurchase(
            long customers,
            long repeatCustomers,
            @Nullable BigDecimal repurchaseRate,
            long cohort,
            long cohortRepeat,
            @Nullable BigDecimal cohortRate) {}

    @Override
    public List<Report<?>> reports() {
        return List.of(
                Report.filtered("sales", "sales_summary", Summary.class)
                        .takes(PERIOD, MONEY, CREDIT)
                        .key("currency")
                        .adding(
                                "salesAmount",
                                "placedAmount",
                                "cancelledAmount",
                                "returnedAmount",
                                "units",
                                "grossProfit",
                                "orders",
                                "customers")
                        .madeOf("order")
                        .causedBy("sales_causes", "period", "money", "credit")
                        .build(),
                Report.filtered("sales/by", "sales_by", Part.class)
                        .takes(PERIOD, MONEY, CREDIT)
                        .along(
                                Dimension.PRODUCT_LINE,
                                Dimension.PRODUCT,
                                Dimension.CHANNEL,
                                Dimension.TERRITORY,
                                Dimension.REPRESENTATIVE,
                                Dimension.SOURCE,
                                Dimension.CUSTOMER,
                                Dimension.SEGMENT,
                                Dimension.INDUSTRY,
                                Dimension.TIER,
                                Dimension.MONTH)
                        .key("key", "currency")
                        .adding("salesAmount", "units", "orders", "customers")
                        .madeOf("order")
                        .causedBy("sales_causes", "period", "money", "credit")
                        .build(),
                Report.filtered("sales/repurchase", "repurchase", Repurchase.class)
                        .takes(PERIOD, WITHIN)
                        .adding("customers", "repeatCustomers", "cohort", "cohortRepeat")
                        .madeOf("order")
                        .causedBy("order_causes", "period")
                        .build());
    }
}
