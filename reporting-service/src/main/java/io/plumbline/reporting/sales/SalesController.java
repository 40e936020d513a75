package io.plumbline.reporting.sales;

import io.plumbline.reporting.report.Answer;
import io.plumbline.reporting.report.Credit;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.Money;
import io.plumbline.reporting.report.Period;
import io.plumbline.reporting.report.Rates;
import io.plumbline.reporting.report.Report;
import io.plumbline.reporting.report.ReportQuery;
import io.plumbline.reporting.report.Reports;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was sold. */
@RestController
@RequestMapping("/api/reports/sales")
class SalesController {

    /** Along what sales are divided. */
    enum Dimension {
        PRODUCT_LINE,
        PRODUCT,
        CHANNEL,
        TERRITORY,
        REPRESENTATIVE,
        CUSTOMER,
        MONTH
    }

    /**
     * Sales of a period in one currency.
     *
     * @param salesAmount orders less cancellations and returns, each on its own day
     * @param grossProfit sales less cost over lines with a cost; null where no line has one
     * @param orders placed in the period, less those of which the last was taken back in it
     * @param customers of orders that were placed in the period and not wholly taken back within it
     * @param averageOrderAmount for each of these orders
     * @param averageOrderValue for each of these customers
     * @param refusal names the rates that are missing
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
            @Nullable String refusal,
            boolean complete,
            @Nullable String unconverted,
            BigDecimal uncostedShare,
            boolean grossProfitComplete) {}

    /**
     * A part of the sales of a period.
     *
     * @param orders as in {@link Summary}; an order with lines of several products counts once for each
     * @param share of all sales in the currency; null where they come to nothing
     * @param refusal names the rates that are missing
     * @param complete whether nothing is left out for want of a rate
     * @param unconverted what is left out: of each currency the amount and the first day
     */
    record Part(
            String key,
            String currency,
            @Nullable BigDecimal salesAmount,
            BigDecimal units,
            long orders,
            long customers,
            @Nullable BigDecimal share,
            @Nullable String refusal,
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

    private static final Formula SALES_AMOUNT =
            new Formula("sales-amount", 1, "orders less cancellations and returns, each on its own day");

    private static final Formula ORDER_COUNT = new Formula(
            "order-count", 1, "orders placed in the period less those of which the last was taken back in it");

    private final Reports reports;

    SalesController(Reports reports) {
        this.reports = reports;
    }

    /** @param credit to whom sales belong: to those of the order by default */
    @GetMapping
    Answer<Summary> summary(
            @ModelAttribute ReportQuery query,
            @Valid @ModelAttribute Period period,
            @Valid @ModelAttribute Money money,
            @RequestParam(defaultValue = "ORIGINAL") Credit credit,
            Authentication caller) {
        return reports.answer(caller, query, summary(period, money, credit));
    }

    @GetMapping("/by")
    Answer<Part> by(
            @ModelAttribute ReportQuery query,
            @Valid @ModelAttribute Period period,
            @Valid @ModelAttribute Money money,
            @RequestParam(defaultValue = "ORIGINAL") Credit credit,
            @RequestParam Dimension dimension,
            Authentication caller) {
        return reports.answer(caller, query, by(period, dimension, money, credit));
    }

    /** @param within days, 90 by default */
    @GetMapping("/repurchase")
    Answer<Repurchase> repurchase(
            @ModelAttribute ReportQuery query,
            @Valid @ModelAttribute Period period,
            @RequestParam(defaultValue = "90") @Positive @Max(3650) int within,
            Authentication caller) {
        return reports.answer(caller, query, repurchase(period, within));
    }

    static Report<Summary> summary(Period period, Money money, Credit credit) {
        return Report.over(
                        period,
                        "sales_summary",
                        "currency",
                        Summary.class,
                        List.of(
                                SALES_AMOUNT,
                                new Formula(
                                        "gross-profit",
                                        2,
                                        "sales - cost over lines with a cost; complete while the share of sales without one is within the policy's limit"),
                                ORDER_COUNT,
                                new Formula(
                                        "average-order-value",
                                        2,
                                        "what is left of the orders placed in the period and not wholly taken back within it / their distinct customers"),
                                Credit.FORMULA,
                                Rates.CONVERSION))
                .in(money)
                .with("credit", credit.name());
    }

    static Report<Part> by(Period period, Dimension dimension, Money money, Credit credit) {
        return Report.over(
                        period,
                        "sales_by",
                        "key, currency",
                        Part.class,
                        List.of(SALES_AMOUNT, ORDER_COUNT, Credit.FORMULA, Rates.CONVERSION))
                .with("dimension", dimension.name())
                .in(money)
                .with("credit", credit.name());
    }

    static Report<Repurchase> repurchase(Period period, int within) {
        return Report.over(
                        period,
                        "repurchase",
                        "1",
                        Repurchase.class,
                        List.of(
                                new Formula(
                                        "repurchase-rate",
                                        2,
                                        "customers with two or more orders in the period / customers with one, of orders not wholly taken back within it"),
                                new Formula(
                                        "cohort-repurchase-rate",
                                        2,
                                        "customers with an order on a later day within so many days of their first / those for whom these days have passed in the territory of that order")))
                .with("within_days", within);
    }
}
