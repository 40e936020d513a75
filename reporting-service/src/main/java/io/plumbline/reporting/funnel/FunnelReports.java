package io.plumbline.reporting.funnel;

import static io.plumbline.reporting.report.Parts.MONEY;
import static io.plumbline.reporting.report.Parts.PERIOD;

import io.plumbline.reporting.report.Dimension;
import io.plumbline.reporting.report.Report;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands in the funnel, how it moves, and what comes out of it. */
@Component
class FunnelReports implements Report.Source {

    /**
     * Open opportunities of one stage; amounts are never added across currencies.
     *
     * @param unavailableReason names the rates that are missing
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
            @Nullable String unavailableReason,
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

    /**
     * What was closed in the period along one dimension, in one currency.
     *
     * @param key null for what has none, such as a reason of what was won
     */
    record WinsBy(
            @Nullable String key,
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

    @Override
    public List<Report<?>> reports() {
        return List.of(
                Report.filtered("funnel", "funnel_stock", Stock.class)
                        .takes(MONEY)
                        .key("pipeline", "stageRank", "stage", "currency")
                        .adding("opportunities", "amount", "weightedAmount")
                        .madeOf("opportunity")
                        .causedBy("funnel_stock_causes", "money")
                        .build(),
                Report.filtered("funnel/cohort", "funnel_cohort", Cohort.class)
                        .takes(PERIOD)
                        .key("pipeline", "fromRank", "fromStage", "toRank", "toStage")
                        .adding("cohort", "reached", "stillOpen")
                        .madeOf("opportunity")
                        .causedBy("stage_visit_causes", Map.of("visits", "FIRST"), "period")
                        .build(),
                Report.filtered("funnel/conversion", "funnel_conversion", Conversion.class)
                        .takes(PERIOD)
                        .key("pipeline", "stageRank", "stage")
                        .adding("exits", "advances")
                        .madeOf("opportunity")
                        .causedBy("stage_visit_causes", Map.of("visits", "EXIT"), "period")
                        .build(),
                Report.filtered("funnel/stay", "funnel_stay", Stay.class)
                        .takes(PERIOD)
                        .key("pipeline", "stageRank", "stage")
                        .adding("opportunities")
                        .madeOf("opportunity")
                        .causedBy("stage_visit_causes", Map.of("visits", "ALL"), "period")
                        .build(),
                Report.filtered("funnel/wins", "funnel_wins", Wins.class)
                        .takes(PERIOD)
                        .key("currency")
                        .adding("won", "lost", "wonAmount", "lostAmount", "open")
                        .madeOf("opportunity")
                        .causedBy("funnel_wins_causes", "period")
                        .build(),
                Report.filtered("funnel/wins/by", "funnel_wins_by", WinsBy.class)
                        .takes(PERIOD)
                        .along(
                                Dimension.TERRITORY,
                                Dimension.REPRESENTATIVE,
                                Dimension.CHANNEL,
                                Dimension.SOURCE,
                                Dimension.CUSTOMER,
                                Dimension.SEGMENT,
                                Dimension.INDUSTRY,
                                Dimension.TIER,
                                Dimension.STAGE,
                                Dimension.LOST_REASON,
                                Dimension.COMPETITOR)
                        .key("key", "currency")
                        .adding("won", "lost", "wonAmount", "lostAmount", "open")
                        .madeOf("opportunity")
                        .causedBy("funnel_wins_causes", "period")
                        .build(),
                Report.filtered("funnel/stalled", "funnel_stalled", Stalled.class)
                        .key("id")
                        .orderedBy("idle_days desc, id")
                        .adding("amount")
                        .madeOf("opportunity", "activity")
                        .causedBy("funnel_stalled_causes")
                        .build());
    }
}
