package io.plumbline.reporting.inputs;

import io.plumbline.reporting.report.Answer;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.Money;
import io.plumbline.reporting.report.Period;
import io.plumbline.reporting.report.Rates;
import io.plumbline.reporting.report.Report;
import io.plumbline.reporting.report.ReportQuery;
import io.plumbline.reporting.report.Reports;
import jakarta.validation.Valid;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What comes out for what is put in. */
@RestController
@RequestMapping("/api/reports/input-output")
class InputOutputController {

    /** Along what it is divided. */
    enum Dimension {
        ALL,
        CHANNEL,
        REPRESENTATIVE,
        TERRITORY
    }

    /**
     * What was won in the period, and what was done.
     *
     * @param key null for activities without a customer, whose channel is nobody's
     * @param currency null where nothing was won and none is asked for
     * @param won opportunities
     * @param activities completed ones
     * @param budgetSpent what plans consumed of their budgets; null along channels and representatives and with a filter
     *     other than territories, of which no event says it
     * @param refusal names the rates that are missing
     * @param complete whether nothing is left out for want of a rate
     * @param unconverted what is left out: of each currency the amount and the first day
     */
    record Yield(
            @Nullable String key,
            @Nullable String currency,
            long won,
            @Nullable BigDecimal wonAmount,
            long activities,
            @Nullable BigDecimal wonPerActivity,
            @Nullable BigDecimal activitiesPerWin,
            @Nullable BigDecimal budgetSpent,
            @Nullable BigDecimal wonPerBudget,
            @Nullable String refusal,
            boolean complete,
            @Nullable String unconverted) {}

    private static final List<Formula> INPUT_OUTPUT = List.of(
            new Formula(
                    "input-output",
                    1,
                    "amount won in the period / activities completed in it; / budget that plans consumed in it"),
            Rates.CONVERSION);

    private final Reports reports;

    InputOutputController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping
    Answer<Yield> inputOutput(
            @ModelAttribute ReportQuery query,
            @Valid @ModelAttribute Period period,
            @Valid @ModelAttribute Money money,
            @RequestParam(defaultValue = "ALL") Dimension dimension,
            Authentication caller) {
        return reports.answer(caller, query, inputOutput(period, dimension, money));
    }

    static Report<Yield> inputOutput(Period period, Dimension dimension, Money money) {
        return Report.over(period, "input_output", "key, currency", Yield.class, INPUT_OUTPUT)
                .with("dimension", dimension.name())
                .in(money);
    }
}
