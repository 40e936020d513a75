package io.plumbline.reporting.sales;

import io.plumbline.reporting.report.Answer;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.Money;
import io.plumbline.reporting.report.Period;
import io.plumbline.reporting.report.PriorPeriod;
import io.plumbline.reporting.report.Rates;
import io.plumbline.reporting.report.Report;
import io.plumbline.reporting.report.ReportQuery;
import io.plumbline.reporting.report.Reports;
import io.plumbline.reporting.report.TerritoryQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How much of a variance of sales is volume, how much price, and how much mix. */
@RestController
@RequestMapping("/api/reports/variance/parts")
class VariancePartsController {

    /**
     * The variance of a product, or of all in one currency: volume + price + mix + unsplit.
     *
     * @param product null where a plan knows product lines only
     * @param total whether the row is the sum of the others in its currency
     * @param baseUnits null where a plan says none
     * @param unsplit the variance of what has a base amount without units
     * @param refusal names the rates that are missing
     * @param complete whether nothing is left out for want of a rate
     * @param unconverted what is left out: of each currency the amount and the first day
     */
    record Part(
            String currency,
            @Nullable String productLine,
            @Nullable String product,
            boolean total,
            @Nullable BigDecimal baseAmount,
            @Nullable BigDecimal actualAmount,
            @Nullable BigDecimal baseUnits,
            BigDecimal actualUnits,
            @Nullable BigDecimal variance,
            @Nullable BigDecimal volume,
            @Nullable BigDecimal price,
            @Nullable BigDecimal mix,
            @Nullable BigDecimal unsplit,
            @Nullable String refusal,
            boolean complete,
            @Nullable String unconverted) {}

    private static final String ORDER = "currency, total, product_line, product";

    private static final List<Formula> PARTS = List.of(
            new Formula(
                    "variance-parts",
                    1,
                    "volume = base amount x (all units / all base units - 1); price = actual amount - units x base price; mix = (units - all units x share of the base units) x base price; they add up to the variance"),
            Rates.CONVERSION);

    private final Reports reports;

    VariancePartsController(Reports reports) {
        this.reports = reports;
    }

    /** Sales of a period against those of a prior one, by product. */
    @GetMapping
    Answer<Part> againstPrior(
            @ModelAttribute ReportQuery query,
            @Valid @ModelAttribute Period period,
            @Valid @ModelAttribute PriorPeriod prior,
            @Valid @ModelAttribute Money money,
            Authentication caller) {
        return reports.answer(caller, query, againstPrior(period, prior, money));
    }

    /**
     * Sales in the scope and period of a goal for a sales amount against its plan, by the product lines along which it is
     * decomposed. The planned units are those of the goal in UNITS for the same scope, period and plan.
     */
    @GetMapping(params = "goal")
    Answer<Part> againstPlan(
            @ModelAttribute TerritoryQuery query,
            @RequestParam String goal,
            @RequestParam(required = false)
                    @Pattern(regexp = "[A-Z]{3}", message = "a currency is three letters, such as CNY") @Nullable String currency,
            @RequestParam(required = false) @Nullable Rates rates,
            @RequestParam(required = false) @Nullable String plan,
            Authentication caller) {
        return reports.answer(caller, query.all(), againstPlan(goal, currency, rates, plan));
    }

    static Report<Part> againstPrior(Period period, PriorPeriod prior, Money money) {
        return Report.over(period, "sales_variance_parts", ORDER, Part.class, PARTS)
                .with("prior_from", prior.from(period))
                .with("prior_to", prior.to(period))
                .in(money);
    }

    static Report<Part> againstPlan(
            String goal, @Nullable String currency, @Nullable Rates rates, @Nullable String plan) {
        return Report.unfiltered("goal_variance_parts", ORDER, Part.class, PARTS)
                .with("only_goal", goal)
                .in(currency, rates, plan);
    }
}
