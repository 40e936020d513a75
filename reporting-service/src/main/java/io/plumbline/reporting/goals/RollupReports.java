package io.plumbline.reporting.goals;

import static io.plumbline.reporting.report.Parts.CAP;
import static io.plumbline.reporting.report.Parts.GOAL_MONEY;
import static io.plumbline.reporting.report.Parts.ONE_GOAL;

import io.plumbline.reporting.report.Report;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Trees of goals: a parent on its own scope, and its children beside it.
 *
 * <p>A roll-up has a row for each decomposition. What its children are adds up, and one that is absent on a side has none
 * there. The goal's own figures stand in all rows, and the difference is one of both: these are compared where both sides
 * have the row. Whoever wants a goal's own way asks for its completion.
 */
@Component
class RollupReports implements Report.Source {

    /**
     * A goal beside one of its decompositions; without an id, beside the children that stand in none.
     *
     * @param unavailableReason why the goal has no actual figure, or the rates without which it is not complete
     * @param childrenTarget the children's sum; null where they do not add up, like the three below
     * @param difference actual less childrenActual; for sales it is inNoChild - inSeveral - outside
     * @param inNoChild sales of the goal that are in none of the children; null for what is not a sum of sales
     * @param inSeveral what of the goal's sales the children count more than once
     * @param outside what children count that is not of the goal
     * @param score the weighted mean of the children's attainments, each up to the cap; null where one is not measured
     * @param unmeasured children without an attainment
     */
    record Rollup(
            String goalId,
            String name,
            String metric,
            @Nullable String currency,
            BigDecimal target,
            @Nullable BigDecimal actual,
            @Nullable String unavailableReason,
            @Nullable BigDecimal attainment,
            @Nullable String decompositionId,
            @Nullable String dimension,
            long children,
            @Nullable BigDecimal childrenTarget,
            @Nullable BigDecimal childrenActual,
            @Nullable BigDecimal difference,
            @Nullable BigDecimal inNoChild,
            @Nullable BigDecimal inSeveral,
            @Nullable BigDecimal outside,
            @Nullable BigDecimal score,
            long unmeasured,
            boolean complete,
            @Nullable String unconverted) {}

    /**
     * A child in a decomposition.
     *
     * @param target as it is allotted at asOf
     * @param countedAttainment attainment up to the cap
     * @param weightShare its part of all weights
     */
    record Child(
            String parentId,
            @Nullable String decompositionId,
            @Nullable String dimension,
            String goalId,
            String name,
            String owner,
            @Nullable String territory,
            String status,
            String metric,
            @Nullable String currency,
            LocalDate periodFrom,
            LocalDate periodTo,
            BigDecimal target,
            BigDecimal originalTarget,
            int revision,
            @Nullable BigDecimal actual,
            @Nullable String unavailableReason,
            @Nullable BigDecimal attainment,
            @Nullable BigDecimal countedAttainment,
            @Nullable BigDecimal weightShare,
            boolean complete,
            @Nullable String unconverted) {}

    /**
     * What a child was allotted from an instant on, in its own currency.
     *
     * @param change against what it had before; null for its first target
     */
    record Allotment(
            String goalId,
            String name,
            Instant since,
            BigDecimal target,
            @Nullable BigDecimal change,
            @Nullable String reason,
            String eventId,
            Instant recordedAt) {}

    private static final String[] MADE_OF = {"goal", "order", "activity", "customer"};

    @Override
    public List<Report<?>> reports() {
        return List.of(
                Report.ofTerritories("rollup", "goal_rollup", Rollup.class)
                        .takes(ONE_GOAL, CAP, GOAL_MONEY)
                        .key("dimension", "decompositionId")
                        .adding("children", "childrenTarget", "childrenActual", "unmeasured")
                        .madeOf(MADE_OF)
                        .causedBy("goal_rollup_causes", "only_goal", "money")
                        .build(),
                Report.ofTerritories("rollup/children", "goal_children", Child.class)
                        .takes(ONE_GOAL, CAP, GOAL_MONEY)
                        .key("dimension", "decompositionId", "name", "goalId")
                        .adding("target", "actual")
                        .madeOf(MADE_OF)
                        .causedBy("goal_rollup_causes", "only_goal", "money")
                        .build(),
                Report.ofTerritories("rollup/allotments", "goal_allotments", Allotment.class)
                        .takes(ONE_GOAL)
                        .key("name", "goalId", "since", "eventId")
                        .build());
    }
}
