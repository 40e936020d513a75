package io.plumbline.reporting.funnel;

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
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What stands in the funnel, how it moves, and what comes out of it. */
@RestController
@RequestMapping("/api/reports/funnel")
class FunnelController {

    /**
     * Open opportunities of one stage; amounts are never added across currencies.
     *
     * @param refusal names the rates that are missing
     * @param complete whether nothing is left out for want of a rate
     * @param unconverted what is left out: of each currency the amount and the first day
     * @param held how many of the opportunities are on hold; they are left out of the weighted amount
     * @param heldAmount what of the amount is on hold
     */
    record Stock(
            String pipeline,
            String stage,
            int stageRank,
            String currency,
            long opportunities,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal weightedAmount,
            @Nullable String refusal,
            boolean complete,
            @Nullable String unconverted,
            long held,
            @Nullable BigDecimal heldAmount) {}

    /**
     * How many of those that entered a stage came further.
     *
     * @param toStage a later stage, or {@code won}
     * @param cohort opportunities that first entered the stage in the period
     * @param reached those of them that were in {@code toStage} or beyond by asOf
     * @param stillOpen those of them that were not, and are open
     */
    record Cohort(
            String pipeline,
            String fromStage,
            int fromRank,
            String toStage,
            int toRank,
            long cohort,
            long reached,
            @Nullable BigDecimal conversion,
            long stillOpen,
            @Nullable BigDecimal stillOpenShare) {}

    /** @param advances exits to a later stage or a win */
    record Conversion(
            String pipeline,
            String stage,
            int stageRank,
            long exits,
            long advances,
            @Nullable BigDecimal conversion) {}

    /** Days that opportunities spend in a stage, all their visits to it together and up to asOf. */
    record Stay(
            String pipeline,
            String stage,
            int stageRank,
            long opportunities,
            BigDecimal meanDays,
            BigDecimal medianDays) {}

    /**
     * What was closed in the period, in one currency.
     *
     * @param meanCycleDays from opening to winning; null where nothing was won
     * @param velocity amount for each day; null where one of its factors is
     */
    record Wins(
            String currency,
            long won,
            long lost,
            BigDecimal wonAmount,
            BigDecimal lostAmount,
            @Nullable BigDecimal winRate,
            @Nullable BigDecimal winRateByAmount,
            @Nullable BigDecimal averageDealSize,
            @Nullable BigDecimal meanCycleDays,
            @Nullable BigDecimal medianCycleDays,
            long open,
            @Nullable BigDecimal velocity,
            long held) {}

    /** @param limitDays twice the median stay of the stage, at least 14 */
    record Stalled(
            String id,
            String territory,
            String representative,
            String stage,
            int stageRank,
            String currency,
            BigDecimal amount,
            Instant movedAt,
            BigDecimal idleDays,
            BigDecimal limitDays) {}

    static final Report<Stock> STOCK = Report.of(
            "funnel_stock",
            "pipeline, stage_rank, stage, currency",
            Stock.class,
            List.of(
                    new Formula(
                            "funnel-stock",
                            2,
                            "opportunities open at asOf, by stage: count, amount, those on hold, amount of the others x the stage's probability"),
                    Rates.CONVERSION));

    static final Report<Stalled> STALLED = Report.of(
            "funnel_stalled",
            "idle_days desc, id",
            Stalled.class,
            List.of(
                    new Formula(
                            "stalled",
                            2,
                            "open, not on hold, and neither stage nor a completed activity changed for longer than twice the median finished stay of the stage, at least 14 days")));

    private final Reports reports;

    FunnelController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping
    Answer<Stock> stock(@ModelAttribute ReportQuery query, @Valid @ModelAttribute Money money, Authentication caller) {
        return reports.answer(caller, query, STOCK.in(money));
    }

    @GetMapping("/cohort")
    Answer<Cohort> cohort(
            @ModelAttribute ReportQuery query, @Valid @ModelAttribute Period period, Authentication caller) {
        return reports.answer(caller, query, cohort(period));
    }

    @GetMapping("/conversion")
    Answer<Conversion> conversion(
            @ModelAttribute ReportQuery query, @Valid @ModelAttribute Period period, Authentication caller) {
        return reports.answer(caller, query, conversion(period));
    }

    @GetMapping("/stay")
    Answer<Stay> stay(@ModelAttribute ReportQuery query, @Valid @ModelAttribute Period period, Authentication caller) {
        return reports.answer(caller, query, stay(period));
    }

    @GetMapping("/wins")
    Answer<Wins> wins(@ModelAttribute ReportQuery query, @Valid @ModelAttribute Period period, Authentication caller) {
        return reports.answer(caller, query, wins(period));
    }

    @GetMapping("/stalled")
    Answer<Stalled> stalled(@ModelAttribute ReportQuery query, Authentication caller) {
        return reports.answer(caller, query, STALLED);
    }

    static Report<Cohort> cohort(Period period) {
        return Report.over(
                period,
                "funnel_cohort",
                "pipeline, from_rank, from_stage, to_rank, to_stage",
                Cohort.class,
                List.of(
                        new Formula(
                                "cohort-conversion",
                                1,
                                "distinct opportunities that first entered a stage in the period and reached another one's rank by asOf / those that entered")));
    }

    static Report<Conversion> conversion(Period period) {
        return Report.over(
                period,
                "funnel_conversion",
                "pipeline, stage_rank, stage",
                Conversion.class,
                List.of(new Formula(
                        "period-conversion", 1, "advances out of a stage in the period / all exits from it")));
    }

    static Report<Stay> stay(Period period) {
        return Report.over(
                period,
                "funnel_stay",
                "pipeline, stage_rank, stage",
                Stay.class,
                List.of(
                        new Formula(
                                "stage-stay",
                                1,
                                "time in a stage up to asOf of the opportunities that entered it in the period: mean and median of their totals")));
    }

    static Report<Wins> wins(Period period) {
        return Report.over(
                period,
                "funnel_wins",
                "currency",
                Wins.class,
                List.of(
                        new Formula("win-rate", 1, "won / (won + lost) closed in the period, by count and by amount"),
                        new Formula("average-deal-size", 1, "won amount / won opportunities"),
                        new Formula(
                                "sales-cycle",
                                1,
                                "closing - opening of the opportunities won, in days: mean and median"),
                        new Formula(
                                "velocity",
                                2,
                                "open opportunities that are not on hold x average deal size x win rate / mean cycle in days")));
    }
}
