package io.plumbline.reporting.goals;

import io.plumbline.reporting.report.Answer;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.Report;
import io.plumbline.reporting.report.Reports;
import io.plumbline.reporting.report.TerritoryQuery;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the attainment of goals earns by the schemes of their plans, and what was awarded. */
@RestController
@RequestMapping("/api/reports/incentives")
class IncentivesController {

    /**
     * A goal under a scheme, once for each award.
     *
     * @param completion actual / target; null where it is not measured
     * @param countedCompletion completion up to the scheme's cap
     * @param bandFrom where the band begins that it lies in; null below the first
     * @param entitlement in the scheme's currency; null where the band pays a rate and no base is given
     * @param rewards the kinds of reward that the completion earns beside money
     * @param awardId null where nothing was awarded
     * @param awardCompletion the completion that the award was made for
     * @param restatedEntitlement what the award's base is entitled to by the completion as it is known now
     * @param clawBack what of an award for a closed goal that would take back; zero where nothing, null while the goal runs
     */
    record Incentive(
            String goalId,
            String goalName,
            String schemeId,
            String schemeName,
            String currency,
            @Nullable BigDecimal completion,
            @Nullable String refusal,
            @Nullable BigDecimal countedCompletion,
            @Nullable BigDecimal bandFrom,
            @Nullable BigDecimal bandTo,
            @Nullable BigDecimal rate,
            @Nullable BigDecimal bandSum,
            @Nullable BigDecimal entitlement,
            @Nullable String rewards,
            @Nullable String awardId,
            @Nullable String representative,
            @Nullable BigDecimal awardBase,
            @Nullable BigDecimal awardEntitlement,
            @Nullable BigDecimal awarded,
            @Nullable String awardRewards,
            @Nullable String reason,
            @Nullable Instant awardedAt,
            boolean complete,
            @Nullable String unconverted,
            @Nullable BigDecimal awardCompletion,
            @Nullable BigDecimal restatedEntitlement,
            @Nullable BigDecimal clawBack) {}

    /**
     * What a goal earns under a scheme, once, with all that was awarded for it: what is compared and explained.
     *
     * @param entitlement as in {@link Incentive}
     * @param awards how many
     * @param awarded their sum, in the scheme's currency
     */
    record Entitlement(
            String goalId,
            String goalName,
            String schemeId,
            String schemeName,
            String currency,
            @Nullable BigDecimal completion,
            @Nullable String refusal,
            @Nullable BigDecimal countedCompletion,
            @Nullable BigDecimal bandFrom,
            @Nullable BigDecimal bandTo,
            @Nullable BigDecimal rate,
            @Nullable BigDecimal bandSum,
            @Nullable BigDecimal entitlement,
            @Nullable String rewards,
            long awards,
            BigDecimal awarded,
            boolean complete,
            @Nullable String unconverted) {}

    private static final List<Formula> ENTITLEMENT = List.of(
            new Formula(
                    "entitlement",
                    1,
                    "base x rate of the band x completion, completion counted up to the cap; or the sum of the band; nothing below the first"),
            new Formula(
                    "claw-back",
                    1,
                    "of closed goals: what an award was entitled to - what its base is entitled to by the completion as known now, at most what was awarded, at least zero"));

    private final Reports reports;

    IncentivesController(Reports reports) {
        this.reports = reports;
    }

    /**
     * Entitlements as completion stands at asOf.
     *
     * @param goal its id; all goals whose plan has a scheme by default
     * @param base to which a rate applies, in the scheme's currency
     */
    @GetMapping
    Answer<Incentive> incentives(
            @ModelAttribute TerritoryQuery query,
            @RequestParam(required = false) @Nullable String goal,
            @RequestParam(required = false) @PositiveOrZero @Nullable BigDecimal base,
            Authentication caller) {
        return reports.answer(
                caller,
                query.all(),
                Report.unfiltered("incentives", "goal_name, goal_id, scheme_id, award_id", Incentive.class, ENTITLEMENT)
                        .with("only_goal", goal)
                        .with("base", base));
    }

    static Report<Entitlement> entitlements(@Nullable String goal, @Nullable BigDecimal base) {
        return Report.unfiltered("entitlements", "goal_name, goal_id, scheme_id", Entitlement.class, ENTITLEMENT)
                .with("only_goal", goal)
                .with("base", base);
    }
}
