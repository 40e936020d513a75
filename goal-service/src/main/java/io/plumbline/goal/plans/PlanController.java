package io.plumbline.goal.plans;

import io.plumbline.goal.plans.PlanCommand.ActivatePlan;
import io.plumbline.goal.plans.PlanCommand.ApprovePlan;
import io.plumbline.goal.plans.PlanCommand.ClosePlan;
import io.plumbline.goal.plans.PlanCommand.DraftPlan;
import io.plumbline.goal.plans.PlanCommand.RejectPlan;
import io.plumbline.goal.plans.PlanCommand.SubmitPlan;
import io.plumbline.goal.plans.PlanRequests.NewPlan;
import io.plumbline.goal.values.Currencies;
import io.plumbline.goal.values.PlanId;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Moment;
import io.plumbline.platform.write.command.Reason;
import io.plumbline.platform.write.history.History;
import io.plumbline.platform.write.readside.Page;
import io.plumbline.platform.write.store.TimeOrderedIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/plans")
@Tag(name = "Plans", description = "How a territory means to reach its goals")
class PlanController {

    private final Commands commands;
    private final PlanView view;
    private final CurrentAuthority current;
    private final History history;

    PlanController(Commands commands, PlanView view, CurrentAuthority current, History history) {
        this.commands = commands;
        this.view = view;
        this.current = current;
        this.history = history;
    }

    @PostMapping
    @Operation(summary = "Draft a plan")
    ResponseEntity<Answer> draft(@Valid @RequestBody NewPlan body) {
        return commands.create(new DraftPlan(
                new PlanId(body.planId() == null ? TimeOrderedIds.next() : body.planId()),
                body.type(),
                body.name(),
                new TerritoryCode(body.territory()),
                body.owner(),
                Currencies.of("currency", body.currency()),
                body.period().toPeriod(),
                Objects.requireNonNullElse(body.cites(), List.<String>of()).stream()
                        .map(PracticeId::new)
                        .toList(),
                body.occurredAt()));
    }

    @PostMapping("/{planId}/submit")
    @Operation(summary = "Submit a plan for approval")
    ResponseEntity<Answer> submit(@PathVariable String planId, @RequestBody(required = false) @Nullable Moment body) {
        return commands.apply(new SubmitPlan(new PlanId(planId), Moment.of(body)));
    }

    @PostMapping("/{planId}/approve")
    @Operation(summary = "Approve a plan", description = "A manager of the plan's territory only.")
    ResponseEntity<Answer> approve(@PathVariable String planId, @RequestBody(required = false) @Nullable Moment body) {
        return commands.apply(new ApprovePlan(new PlanId(planId), Moment.of(body)));
    }

    @PostMapping("/{planId}/reject")
    @Operation(summary = "Reject a plan", description = "A manager of the plan's territory only.")
    ResponseEntity<Answer> reject(@PathVariable String planId, @Valid @RequestBody Reason body) {
        return commands.apply(new RejectPlan(new PlanId(planId), body.reason(), body.occurredAt()));
    }

    @PostMapping("/{planId}/activate")
    @Operation(summary = "Activate an approved plan")
    ResponseEntity<Answer> activate(@PathVariable String planId, @RequestBody(required = false) @Nullable Moment body) {
        return commands.apply(new ActivatePlan(new PlanId(planId), Moment.of(body)));
    }

    @PostMapping("/{planId}/close")
    @Operation(summary = "Close an active plan")
    ResponseEntity<Answer> close(@PathVariable String planId, @RequestBody(required = false) @Nullable Moment body) {
        return commands.apply(new ClosePlan(new PlanId(planId), Moment.of(body)));
    }

    @GetMapping
    @Operation(summary = "List plans")
    Page<PlanView.Summary> list(
            @RequestParam(required = false) @Nullable PlanType type,
            @RequestParam(required = false) @Nullable PlanStatus status,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.MAX) int limit) {
        return view.list(type, status, current.visibility(), after, limit);
    }

    @GetMapping("/{planId}")
    @Operation(summary = "Read a plan with all that it holds")
    ResponseEntity<PlanView.InFull> one(@PathVariable String planId) {
        PlanView.InFull plan = view.inFull(new PlanId(planId), current.visibility());
        return ResponseEntity.ok().eTag("\"" + plan.plan().version() + "\"").body(plan);
    }

    @GetMapping("/{planId}/history")
    @Operation(summary = "Read what happened to a plan, by whom, when and why")
    List<History.Entry> history(@PathVariable String planId) {
        view.summary(new PlanId(planId), current.visibility());
        return history.of(planId);
    }
}
