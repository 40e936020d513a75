package io.plumbline.reporting.inputs;

import static io.plumbline.reporting.report.Parts.MONEY;
import static io.plumbline.reporting.report.Parts.PERIOD;
import static io.plumbline.reporting.report.Parts.PLAN;

import io.plumbline.reporting.report.Dimension;
import io.plumbline.reporting.report.Report;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What comes out for what is put in, and what channels bring of what plans expect of them.
 *
 * <p>Activities of input-output stand in the row of each currency, and a plan's budgets in that of each channel: so they are
 * compared where both sides have the row, and do not count as zero where one lacks it.
 */
@Component
class InputReports implements Report.Source {

    /**
     * What was won in the period, and what was done.
     *
     * @param key null for activities without a customer, whose channel is nobody's
     * @param currency null where nothing was won and none is asked for
     * @param won opportunities
     * @param activities completed ones
     * @param budgetSpent what plans consumed of their budgets; null along channels and representatives and with a filter
     *     other than territories, of which no event says it
     * @param unavailableReason names the rates that are missing
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
            @Nullable String unavailableReason,
            boolean complete,
            @Nullable String unconverted) {}

    /**
     * A channel that a plan's strategy names, or that brought leads without one. Shares are fractions.
     *
     * @param expectedOf LEADS or HIGH_INTENT_LEADS: of which the share is
     * @param expectedShare null for a channel without a strategy
     * @param leads opportunities opened in the plan's territory and period
     * @param highIntentLeads those of them whose customer is in tier A
     * @param share of all the plan's leads of the kind; null where there are none
     * @param deviation share - expectedShare
     * @param consumedBudget of the whole plan: no event says on which channel money was spent
     * @param budgetOfChannel consumedBudget x budgetShare
     * @param costPerLead budgetOfChannel / leads
     */
    record Channel(
            String planId,
            String planName,
            LocalDate periodFrom,
            LocalDate periodTo,
            String currency,
            String channel,
            @Nullable String expectedOf,
            @Nullable BigDecimal expectedShare,
            long leads,
            long highIntentLeads,
            @Nullable BigDecimal share,
            @Nullable BigDecimal deviation,
            @Nullable BigDecimal budgetShare,
            BigDecimal approvedBudget,
            BigDecimal consumedBudget,
            @Nullable BigDecimal budgetOfChannel,
            @Nullable BigDecimal costPerLead) {}

    @Override
    public List<Report<?>> reports() {
        return List.of(
                Report.filtered("input-output", "input_output", Yield.class)
                        .takes(PERIOD, MONEY)
                        .alongFirstOf(Dimension.ALL, Dimension.CHANNEL, Dimension.REPRESENTATIVE, Dimension.TERRITORY)
                        .key("key", "currency")
                        .adding("won", "wonAmount", "budgetSpent")
                        .madeOf("opportunity", "activity", "plan")
                        .causedBy("input_output_causes", "period", "money", "dimension")
                        .build(),
                Report.ofTerritories("channels", "plan_channels", Channel.class)
                        .takes(PLAN)
                        .key("planName", "planId", "channel", "expectedOf")
                        .adding("leads", "highIntentLeads", "budgetOfChannel")
                        .madeOf("plan", "opportunity", "customer")
                        .causedBy("plan_channels_causes", "only_plan")
                        .build());
    }
}
