package io.plumbline.reporting.goals;

import io.plumbline.reporting.report.Answer;
import io.plumbline.reporting.report.Credit;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.Rates;
import io.plumbline.reporting.report.Report;
import io.plumbline.reporting.report.Reports;
import io.plumbline.reporting.report.TerritoryQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How far goals are reached, and how far that is from what was to be expected. */
@RestController
@RequestMapping("/api/reports")
class GoalReportsController {

    static final List<Formula> COMPLETION = List.of(
            new Formula(
                    "attainment",
                    2,
                    "actual / target; of metrics of which less is better target / actual; of growth the amount / growth-equivalent"),
            new Formula(
                    "growth-equivalent",
                    1,
                    "baseline x (1 + growth); growth to date is the amount / the baseline's share to date - 1"),
            new Formula(
                    "market-share",
                    2,
                    "sales / the market that the plan states, prorated by days to the period and to date"),
            new Formula("gross-profit", 2, "sales - cost over lines with a cost"),
            new Formula("new-customers", 2, "customers whose first order ever was placed in the period and scope"),
            new Formula("expected-linear", 1, "target x elapsed days / all days, the day of asOf included"),
            new Formula(
                    "expected-seasonal",
                    1,
                    "target x (weights of finished phases + weight of the current phase x its elapsed part)"),
            new Formula(
                    "expected-working",
                    1,
                    "as expected-seasonal, or expected-linear without phases, of the working days of a calendar"),
            Credit.FORMULA,
            Rates.CONVERSION,
            new Formula(
                    "light",
                    2,
                    "of active and closed goals: actual against expected to date while the period runs, against the target once it has closed; turned round where less is better; none where too much cost is unknown"));

    static final List<Formula> VARIANCE = List.of(
            new Formula("variance", 1, "actual - plan; its share of the plan"),
            Credit.FORMULA,
            Rates.CONVERSION,
            new Formula(
                    "exchange-split",
                    1,
                    "operational: actual at the plan's rates - plan; exchange: actual - actual at the plan's rates"));

    /**
     * @param goal its id; null means all
     * @param redBelow instead of the policy's, a share
     * @param yellowBelow instead of the policy's, a share
     */
    record GoalQuery(
            @Nullable String goal,
            @Nullable BigDecimal redBelow,
            @Nullable BigDecimal yellowBelow) {}

    /** What became of a goal. */
    enum GoalStatus {
        DRAFT,
        SUBMITTED,
        APPROVED,
        REJECTED,
        ACTIVE,
        ACHIEVED,
        MISSED,
        ABANDONED
    }

    /**
     * Which goals are measured, and in what. A target is always converted at the rates of the goal's plan.
     *
     * @param currency ISO 4217; each goal's own by default
     * @param rates at which sales are converted; those of the goal's plan by default
     * @param plan whose rates are meant, instead of the goal's own plan's
     * @param calendar whose working days count, instead of the one that is assigned to the goal's territory
     * @param credit by which tree and to whom what was sold and done belongs; that of its own day by default
     * @param status of the goals that are wanted; approved, active and closed ones by default
     */
    record ComparisonBasis(
            @Nullable @Pattern(regexp = "[A-Z]{3}", message = "a currency is three letters, such as CNY") String currency,

            @Nullable Rates rates,
            @Nullable String plan,
            @Nullable String calendar,
            @Nullable Credit credit,
            @Nullable List<GoalStatus> status) {

        <R extends Record> Report<R> of(Report<R> report) {
            return report.in(currency, rates, plan)
                    .with("wanted_calendar", calendar)
                    .with(
                            "credit",
                            Objects.requireNonNullElse(credit, Credit.ORIGINAL).name())
                    .with(
                            "statuses",
                            status == null || status.isEmpty()
                                    ? null
                                    : status.stream().map(GoalStatus::name).toArray(String[]::new));
        }
    }

    /**
     * A goal's figures.
     *
     * @param refusal why there is no actual figure, or the rates without which it is not complete
     * @param attainment a share; null where the target is zero
     * @param expectedWorking of working days; null without a calendar
     * @param expected what should be reached by asOf: by working days where there is a calendar, else by phases where the
     *     goal has some, else by days
     * @param variance actual less expected
     * @param equivalentTarget the amount that a growth means, baseline x (1 + growth); null of other metrics
     * @param equivalentExpected what of it is to be expected by asOf
     * @param equivalentActual the amount that a growth or a market share is measured from
     * @param uncostedShare the part of sales of which a gross profit lacks the cost
     */
    record Completion(
            String goalId,
            String eventId,
            String name,
            String owner,
            @Nullable String territory,
            String metric,
            String unit,
            @Nullable String currency,
            String status,
            LocalDate periodFrom,
            LocalDate periodTo,
            BigDecimal target,
            BigDecimal originalTarget,
            int revision,
            @Nullable BigDecimal actual,
            @Nullable String refusal,
            @Nullable BigDecimal attainment,
            @Nullable BigDecimal attainmentOfOriginal,
            boolean running,
            BigDecimal expectedLinear,
            @Nullable BigDecimal expectedSeasonal,
            @Nullable BigDecimal expectedWorking,
            BigDecimal expected,
            @Nullable BigDecimal attainmentToDate,
            @Nullable String light,
            @Nullable BigDecimal variance,
            @Nullable BigDecimal varianceShare,
            @Nullable String calendar,
            boolean complete,
            @Nullable String unconverted,
            @Nullable BigDecimal equivalentTarget,
            @Nullable BigDecimal equivalentExpected,
            @Nullable BigDecimal equivalentActual,
            @Nullable BigDecimal uncostedShare) {}

    /**
     * A phase of a goal; phase 0 is the whole period.
     *
     * @param refusal why there is no actual figure or no split, or the rates without which they are not complete
     * @param operationalVariance what it is at the plan's rates; null where nothing is in a currency
     * @param exchangeVariance what the rates make of it; adds up to the variance with the operational one
     * @param withinStandard whether a finished phase lies within the goal's completion tolerance; null while it runs
     */
    record Variance(
            String goalId,
            int phase,
            LocalDate phaseFrom,
            LocalDate phaseTo,
            BigDecimal plan,
            @Nullable String currency,
            @Nullable BigDecimal actual,
            @Nullable String refusal,
            boolean running,
            BigDecimal expected,
            @Nullable BigDecimal variance,
            @Nullable BigDecimal varianceShare,
            @Nullable BigDecimal operationalVariance,
            @Nullable BigDecimal exchangeVariance,
            @Nullable BigDecimal varianceToDate,
            @Nullable BigDecimal varianceToDateShare,
            @Nullable String light,
            @Nullable Boolean withinStandard,
            boolean complete,
            @Nullable String unconverted) {}

    /**
     * Where a goal for a sales amount will land.
     *
     * @param runRate if it goes on as it went so far; null where nothing was to be expected yet
     * @param landing actual and the weighted amount of what is open, not on hold, and expected to close in the period
     * @param met whether the target is reached
     * @param coverage open amount over the gap; null once the goal is met
     */
    record Forecast(
            String goalId,
            String name,
            @Nullable String currency,
            BigDecimal target,
            @Nullable BigDecimal actual,
            @Nullable String refusal,
            BigDecimal expected,
            @Nullable BigDecimal runRate,
            @Nullable BigDecimal openAmount,
            @Nullable BigDecimal weightedOpenAmount,
            @Nullable BigDecimal landing,
            @Nullable BigDecimal gap,
            @Nullable Boolean met,
            @Nullable BigDecimal coverage,
            boolean complete,
            @Nullable String unconverted) {}

    /**
     * An accuracy is a share, 1 for a forecast that came true; null where there is no actual figure.
     *
     * @param runRate as it was known at the instant of the forecast, like {@code landing}; null where the goal was not
     * @param businessRunRate as it would have been by what had happened, like {@code businessLanding}; null where the goal was
     *     not there yet
     */
    record Accuracy(
            String goalId,
            String name,
            @Nullable String currency,
            @Nullable BigDecimal actual,
            @Nullable BigDecimal runRate,
            @Nullable BigDecimal runRateAccuracy,
            @Nullable BigDecimal landing,
            @Nullable BigDecimal landingAccuracy,
            boolean complete,
            @Nullable String unconverted,
            @Nullable BigDecimal businessRunRate,
            @Nullable BigDecimal businessRunRateAccuracy,
            @Nullable BigDecimal businessLanding,
            @Nullable BigDecimal businessLandingAccuracy) {}

    static final List<Formula> FORECAST = List.of(
            new Formula("run-rate", 1, "actual / cumulative expected share x target"),
            new Formula(
                    "landing",
                    2,
                    "actual + weighted amount of what is open, not on hold, and expected to close in the period"),
            new Formula("coverage", 1, "open amount expected to close in the period / (target - actual)"),
            Rates.CONVERSION);

    private static final List<Formula> ACCURACY = List.of(
            new Formula(
                    "forecast-accuracy",
                    2,
                    "max(0, 1 - |actual - forecast| / actual); business: of the forecast by what had happened by then, whenever it was recorded"));

    private final Reports reports;

    GoalReportsController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping("/completion")
    Answer<Completion> completion(
            @ModelAttribute TerritoryQuery query,
            @ModelAttribute GoalQuery goal,
            @Valid @ModelAttribute ComparisonBasis yardstick,
            Authentication caller) {
        return reports.answer(
                caller,
                query.all(),
                yardstick.of(report("goal_completion", goal, "name, goal_id", Completion.class, COMPLETION)));
    }

    @GetMapping("/variance")
    Answer<Variance> variance(
            @ModelAttribute TerritoryQuery query,
            @ModelAttribute GoalQuery goal,
            @Valid @ModelAttribute ComparisonBasis yardstick,
            Authentication caller) {
        return reports.answer(
                caller,
                query.all(),
                yardstick.of(report("goal_variance", goal, "goal_id, phase", Variance.class, VARIANCE)));
    }

    @GetMapping("/forecast")
    Answer<Forecast> forecast(
            @ModelAttribute TerritoryQuery query,
            @RequestParam(required = false) @Nullable String goal,
            @Valid @ModelAttribute ComparisonBasis yardstick,
            Authentication caller) {
        return reports.answer(
                caller,
                query.all(),
                yardstick.of(Report.unfiltered("goal_forecast", "name, goal_id", Forecast.class, FORECAST)
                        .with("only_goal", goal)));
    }

    /**
     * How good a forecast was.
     *
     * @param forecastAt the instant at which it stood
     */
    @GetMapping("/forecast/accuracy")
    Answer<Accuracy> accuracy(
            @ModelAttribute TerritoryQuery query,
            @RequestParam Instant forecastAt,
            @RequestParam(required = false) @Nullable String goal,
            Authentication caller) {
        return reports.answer(
                caller,
                query.all(),
                Report.unfiltered("forecast_accuracy", "name, goal_id", Accuracy.class, ACCURACY)
                        .with("only_goal", goal)
                        .with("forecast_at", forecastAt.atOffset(ZoneOffset.UTC)));
    }

    static <R extends Record> Report<R> report(
            String function, GoalQuery goal, String order, Class<R> row, List<Formula> formulas) {
        return Report.unfiltered(function, order, row, formulas)
                .with("only_goal", goal.goal())
                .with("red_below", goal.redBelow())
                .with("yellow_below", goal.yellowBelow());
    }
}
