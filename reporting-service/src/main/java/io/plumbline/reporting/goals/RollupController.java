package io.plumbline.reporting.goals;

import io.plumbline.reporting.report.Answer;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.Rates;
import io.plumbline.reporting.report.Report;
import io.plumbline.reporting.report.Reports;
import io.plumbline.reporting.report.TerritoryQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A goal and its children: what each reached, and what the parent makes of it. */
@RestController
@RequestMapping("/api/reports/rollup")
class RollupController {

    /**
     * Which tree, and how it is scored.
     *
     * @param goal the parent's id
     * @param cap the most that a child's attainment counts, a share; the policy's by default
     * @param currency ISO 4217; the parent's by default
     * @param rates at which sales are converted; those of the parent's plan by default
     * @param plan whose rates are meant, instead of the parent's own plan's
     */
    record Tree(
            @NotBlank String goal,
            @Nullable @Positive BigDecimal cap,

            @Nullable @Pattern(regexp = "[A-Z]{3}", message = "a currency is three letters, such as CNY") String currency,

            @Nullable Rates rates,
            @Nullable String plan) {

        <R extends Record> Report<R> of(Report<R> report) {
            return report.with("only_goal", goal).with("cap", cap).in(currency, rates, plan);
        }
    }

    /**
     * A goal beside one of its decompositions; without an id, beside the children that stand in none.
     *
     * @param refusal why the goal has no actual figure, or the rates without which it is not complete
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
            @Nullable String refusal,
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
            @Nullable String refusal,
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

    private static final List<Formula> ROLL_UP = List.of(
            new Formula(
                    "roll-up",
                    1,
                    "the goal on its own scope beside the sum of its children; for sales the difference is what is in no child - what is in several - what is outside the goal"),
            new Formula(
                    "goal-score",
                    1,
                    "sum of weight x attainment, each attainment counted up to the cap, / sum of weights"),
            Rates.CONVERSION);

    private final Reports reports;

    RollupController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping
    Answer<Rollup> rollup(
            @ModelAttribute TerritoryQuery query, @Valid @ModelAttribute Tree tree, Authentication caller) {
        return reports.answer(caller, query.all(), rollup(tree));
    }

    @GetMapping("/children")
    Answer<Child> children(
            @ModelAttribute TerritoryQuery query, @Valid @ModelAttribute Tree tree, Authentication caller) {
        return reports.answer(caller, query.all(), children(tree));
    }

    /** How the children's targets came to be what they are at asOf. */
    @GetMapping("/allotments")
    Answer<Allotment> allotments(
            @ModelAttribute TerritoryQuery query, @RequestParam String goal, Authentication caller) {
        return reports.answer(
                caller,
                query.all(),
                Report.unfiltered("goal_allotments", "name, goal_id, since, event_id", Allotment.class, ROLL_UP)
                        .with("only_goal", goal));
    }

    static Report<Rollup> rollup(Tree tree) {
        return tree.of(Report.unfiltered("goal_rollup", "dimension, decomposition_id", Rollup.class, ROLL_UP));
    }

    static Report<Child> children(Tree tree) {
        return tree.of(
                Report.unfiltered("goal_children", "dimension, decomposition_id, name, goal_id", Child.class, ROLL_UP));
    }
}
