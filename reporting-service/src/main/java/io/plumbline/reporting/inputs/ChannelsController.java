package io.plumbline.reporting.inputs;

import io.plumbline.reporting.report.Answer;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.Report;
import io.plumbline.reporting.report.Reports;
import io.plumbline.reporting.report.TerritoryQuery;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What plans expect of channels, and what channels bring. */
@RestController
@RequestMapping("/api/reports/channels")
class ChannelsController {

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

    private static final List<Formula> SHARES = List.of(
            new Formula(
                    "channel-share",
                    1,
                    "opportunities opened by the channel in the plan's territory and period / all of them; high-intent ones are those of customers in tier A"));

    private final Reports reports;

    ChannelsController(Reports reports) {
        this.reports = reports;
    }

    /** @param plan its id; all plans by default */
    @GetMapping
    Answer<Channel> channels(
            @ModelAttribute TerritoryQuery query,
            @RequestParam(required = false) @Nullable String plan,
            Authentication caller) {
        return reports.answer(caller, query.all(), channels(plan));
    }

    static Report<Channel> channels(@Nullable String plan) {
        return Report.unfiltered("plan_channels", "plan_name, plan_id, channel, expected_of", Channel.class, SHARES)
                .with("only_plan", plan);
    }
}
