package io.plumbline.goal.goals;

import io.plumbline.goal.plans.Plans;
import io.plumbline.goal.reports.Measurement;
import io.plumbline.goal.reports.Quantity;
import io.plumbline.goal.reports.ReportsClient;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Period;
import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.write.command.CommandRejected;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be said of a goal before it is submitted. */
@RestController
@RequestMapping("/api/goals")
@Tag(name = "Goals", description = "What was promised, and how it was split")
class GoalAssessmentController {

    private final GoalView view;
    private final Plans plans;
    private final SmartPolicy policy;
    private final CurrentAuthority current;
    private final ReportsClient reports;

    GoalAssessmentController(
            GoalView view, Plans plans, SmartPolicy policy, CurrentAuthority current, ReportsClient reports) {
        this.view = view;
        this.plans = plans;
        this.policy = policy;
        this.current = current;
        this.reports = reports;
    }

    /** What a goal's scope reached a year before. */
    @Schema(name = "BaselineProposal")
    record BaselineProposal(
            @Schema(example = "2023-07-01") LocalDate from,
            @Schema(example = "2023-12-31") LocalDate to,

            @Schema(example = "5000000.00", description = "in the goal's unit; for growth, in the plan's currency")
            @Nullable BigDecimal baseline,

            @Schema(description = "why the reports have no figure, or what it leaves out") @Nullable String refusal) {}

    @GetMapping("/{goalId}/smart-check")
    @Operation(summary = "Read what the SMART+C check says of a goal, letter by letter")
    List<SmartCheck.Verdict> smartCheck(@PathVariable String goalId) {
        Authority authority = current.get();
        GoalId id = new GoalId(goalId);
        GoalView.Summary summary = view.summary(id, authority.visibility());
        GoalDefinition goal = Objects.requireNonNull(view.definition(id));
        return new SmartCheck(
                        goal,
                        goal.parentId() == null ? null : view.definition(goal.parentId()),
                        goal.planId() == null ? null : plans.find(goal.planId()),
                        view.decompositions(id),
                        summary.decompositionId() != null,
                        goal.justification(),
                        policy.growthLimit(),
                        authority.tree())
                .verdicts();
    }

    @GetMapping("/{goalId}/baseline")
    @Operation(
            summary = "Read what a goal's scope reached a year before its period, as a baseline",
            description = "As the reports measure it. A goal that needs none is answered 409.")
    BaselineProposal baseline(@PathVariable String goalId) {
        GoalId id = new GoalId(goalId);
        view.summary(id, current.visibility());
        GoalDefinition goal = Objects.requireNonNull(view.definition(id));
        Measure measure = goal.measure();
        Quantity quantity = measure == null ? null : measure.metric().baseline();
        if (measure == null || quantity == null || goal.period() == null) {
            throw CommandRejected.state(
                    "needs-baseline", "a baseline is of a goal with a period whose metric grows from one");
        }
        Currency currency = measure.currency();
        if (currency == null && quantity == Quantity.SALES_AMOUNT && goal.planId() != null) {
            currency = plans.require("planId", goal.planId()).currency();
        }
        Period before = new Period(
                goal.period().from().minusYears(1), goal.period().to().minusYears(1));
        Measurement measured = reports.measure(quantity, goal.scope(), before, currency, goal.planId());
        return new BaselineProposal(before.from(), before.to(), measured.actual(), measured.refusal());
    }
}
