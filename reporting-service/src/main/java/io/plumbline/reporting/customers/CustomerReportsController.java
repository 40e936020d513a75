package io.plumbline.reporting.customers;

import io.plumbline.reporting.report.Answer;
import io.plumbline.reporting.report.Figure;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.Period;
import io.plumbline.reporting.report.Report;
import io.plumbline.reporting.report.ReportQuery;
import io.plumbline.reporting.report.Reports;
import jakarta.validation.Valid;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who the customers are, and which of them bought. */
@RestController
@RequestMapping("/api/reports/customers")
class CustomerReportsController implements Figure.Source {

    /** Along what customers are divided. */
    enum Dimension {
        TIER,
        LIFECYCLE,
        SEGMENT,
        INDUSTRY,
        CHANNEL,
        TERRITORY,
        REPRESENTATIVE
    }

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

    private final Reports reports;

    CustomerReportsController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping
    Answer<Group> by(
            @ModelAttribute ReportQuery query,
            @Valid @ModelAttribute Period period,
            @RequestParam(defaultValue = "TIER") Dimension dimension,
            Authentication caller) {
        return reports.answer(caller, query, by(period, dimension));
    }

    private static Report<Group> by(Period period, Dimension dimension) {
        return Report.over(
                        period,
                        "customers_by",
                        "key",
                        Group.class,
                        List.of(
                                new Formula("active-customers", 1, "distinct customers with an order in the period"),
                                new Formula(
                                        "new-customers",
                                        2,
                                        "customers whose first order ever was placed in the period, by what that order was for"),
                                new Formula(
                                        "repurchase-rate",
                                        1,
                                        "customers with two or more orders in the period / customers with one")))
                .with("dimension", dimension.name());
    }

    @Override
    public List<Figure> figures() {
        return List.of(new Figure(
                "customers",
                List.of("customer", "order"),
                Set.of("customers", "active", "won", "repeat"),
                query -> by(query.period(), query.dimension(Dimension.class)),
                query -> Figure.causes("order_causes", query.period())));
    }
}
