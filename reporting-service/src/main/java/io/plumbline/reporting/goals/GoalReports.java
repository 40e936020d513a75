package io.plumbline.reporting.goals;

import static io.plumbline.reporting.report.Parts.CALENDAR;
import static io.plumbline.reporting.report.Parts.CREDIT;
import static io.plumbline.reporting.report.Parts.FORECAST_AT;
import static io.plumbline.reporting.report.Parts.GOAL;
import static io.plumbline.reporting.report.Parts.GOAL_MONEY;
import static io.plumbline.reporting.report.Parts.STATUS;
import static io.plumbline.reporting.report.Parts.THRESHOLDS;

import io.plumbline.reporting.report.Report;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How far goals are reached, how far that is from what was to be expected, and where they will land.
 */
@Component
class GoalReports implements Report.Source {

    /**
     * A goal's figures.
     *
     * @param unavailableReason why there is no actual figure, or the rates without which it is not complete
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
            @Nullable String unavailableReason,
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
     * @param unavailableReason why there is no actual figure or no split, or the rates without which they are not complete
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
            @Nullable String unavailableReason,
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
            @Nullable String unavailableReason,
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

    private static final String[] MADE_OF = {"goal", "order", "activity", "customer"};

    @Override
    public List<Report<?>> reports() {
        return List.of(
                Report.ofTerritories("completion", "goal_completion", Completion.class)
                        .takes(GOAL, GOAL_MONEY, CALENDAR, CREDIT, STATUS, THRESHOLDS)
                        .key("name", "goalId")
                        .adding("target", "actual", "expected", "variance")
                        .madeOf(MADE_OF)
                        .causedBy("goal_causes", "only_goal", "money", "credit", "statuses")
                        .build(),
                Report.ofTerritories("variance", "goal_variance", Variance.class)
                        .takes(GOAL, GOAL_MONEY, CALENDAR, CREDIT, STATUS, THRESHOLDS)
                        .key("goalId", "phase")
                        .adding("plan", "actual", "expected", "variance", "varianceToDate")
                        .madeOf(MADE_OF)
                        .causedBy("goal_causes", "only_goal", "money", "credit", "statuses")
                        .build(),
                Report.ofTerritories("forecast", "goal_forecast", Forecast.class)
                        .takes(GOAL, GOAL_MONEY, CALENDAR, CREDIT, STATUS)
                        .key("name", "goalId")
                        .adding("target", "actual", "expected", "openAmount", "weightedOpenAmount", "landing", "gap")
                        .madeOf("goal", "order", "opportunity")
                        .causedBy("goal_forecast_causes", "only_goal", "money", "credit", "statuses")
                        .build(),
                Report.ofTerritories("forecast/accuracy", "forecast_accuracy", Accuracy.class)
                        .takes(GOAL, FORECAST_AT)
                        .key("name", "goalId")
                        .build());
    }
}
