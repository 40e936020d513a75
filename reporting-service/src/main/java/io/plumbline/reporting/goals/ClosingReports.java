package io.plumbline.reporting.goals;

import static io.plumbline.reporting.report.Parts.BASE;
import static io.plumbline.reporting.report.Parts.GOAL;

import io.plumbline.reporting.report.Report;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Closed goals, as they were closed and as they would be now, and what the attainment of goals earns by the schemes of their
 * plans.
 *
 * <p>Incentives are compared and explained by goal and scheme, not by award: what a goal earns would count once for each.
 */
@Component
class ClosingReports implements Report.Source {

    /**
     * A closed goal.
     *
     * @param outcome ACHIEVED or MISSED, as it was closed
     * @param closedActual the figure that it was closed with
     * @param measuredActual what was measured then, by what was known then
     * @param statedDifference closedActual less measuredActual: what the closer stated beside it, for statedReason
     * @param restatedActual what is measured by what is known at knownAt
     * @param unavailableReason why there is no such figure, or what it lacks
     * @param lateDifference restatedActual less measuredActual: what was entered or happened since
     * @param difference restatedActual less closedActual
     * @param restatedOutcome ACHIEVED or MISSED by what is known at knownAt
     * @param knownThen up to when recorded events counted as known at the closing
     */
    record Closing(
            String goalId,
            String name,
            String owner,
            @Nullable String territory,
            String metric,
            @Nullable String currency,
            String outcome,
            Instant closedAt,
            BigDecimal closedTarget,
            @Nullable BigDecimal closedActual,
            @Nullable BigDecimal measuredActual,
            @Nullable BigDecimal statedDifference,
            @Nullable String statedReason,
            @Nullable String statedBy,
            @Nullable BigDecimal restatedActual,
            @Nullable String unavailableReason,
            @Nullable BigDecimal lateDifference,
            @Nullable BigDecimal difference,
            @Nullable BigDecimal closedAttainment,
            @Nullable BigDecimal restatedAttainment,
            @Nullable String restatedOutcome,
            String eventId,
            Instant knownThen,
            boolean complete,
            @Nullable String unconverted) {}

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
            @Nullable String unavailableReason,
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
            @Nullable String unavailableReason,
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

    @Override
    public List<Report<?>> reports() {
        Report<Entitlement> entitlements = Report.ofTerritories("incentives", "entitlements", Entitlement.class)
                .takes(GOAL, BASE)
                .key("goalName", "goalId", "schemeId")
                .adding("entitlement", "awards", "awarded")
                .madeOf("incentive", "goal", "order", "activity", "customer")
                .causedBy("incentive_causes", "only_goal")
                .build();
        return List.of(
                Report.ofTerritories("closings", "goal_closings", Closing.class)
                        .takes(GOAL)
                        .key("name", "goalId")
                        .madeOf("goal", "order", "activity", "customer")
                        .causedBy("goal_closing_causes", "only_goal")
                        .build(),
                Report.ofTerritories("incentives", "incentives", Incentive.class)
                        .takes(GOAL, BASE)
                        .key("goalName", "goalId", "schemeId", "awardId")
                        .comparedAs(entitlements)
                        .build());
    }
}
