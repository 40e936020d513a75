package io.plumbline.goal.plans;

import io.plumbline.goal.plans.PlanCommand.AnalyseMarket;
import io.plumbline.goal.plans.PlanCommand.AssessCapacity;
import io.plumbline.goal.plans.PlanCommand.CitePractice;
import io.plumbline.goal.plans.PlanCommand.DropStrategy;
import io.plumbline.goal.plans.PlanCommand.SetStrategy;
import io.plumbline.goal.plans.PlanRequests.CapacityBody;
import io.plumbline.goal.plans.PlanRequests.Citation;
import io.plumbline.goal.plans.PlanRequests.Market;
import io.plumbline.goal.plans.PlanRequests.StrategyBody;
import io.plumbline.goal.values.PlanId;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Ids;
import io.plumbline.platform.write.command.Moment;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a plan says before it is submitted: market, strategies, capacity, practices. */
@RestController
@RequestMapping("/api/plans")
@Tag(name = "Plans", description = "How a territory means to reach its goals")
class PlanContentController {

    private final Commands commands;

    PlanContentController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/{planId}/market")
    @Operation(summary = "Say how the market looks")
    ResponseEntity<Answer> market(@PathVariable String planId, @Valid @RequestBody Market body) {
        return commands.apply(new AnalyseMarket(new PlanId(planId), body.toAnalysis(), body.occurredAt()));
    }

    @PostMapping("/{planId}/strategies/{strategyId}")
    @Operation(summary = "Add or replace a strategy")
    ResponseEntity<Answer> strategy(
            @PathVariable String planId,
            @Parameter(example = "0198c1f0-4444-7000-8000-000000000001") @PathVariable String strategyId,
            @Valid @RequestBody StrategyBody body) {
        Ids.requireUuid("strategyId", strategyId);
        return commands.apply(new SetStrategy(new PlanId(planId), body.toStrategy(strategyId), body.occurredAt()));
    }

    @PostMapping("/{planId}/strategies/{strategyId}/drop")
    @Operation(summary = "Drop a strategy")
    ResponseEntity<Answer> drop(
            @PathVariable String planId,
            @PathVariable String strategyId,
            @RequestBody(required = false) @Nullable Moment body) {
        return commands.apply(new DropStrategy(new PlanId(planId), strategyId, Moment.of(body)));
    }

    @PostMapping("/{planId}/capacity")
    @Operation(
            summary = "Check whether the plan's people can take on the new customers that it wants",
            description = "Representatives x customers a month x months against the goal.")
    ResponseEntity<Answer> capacity(@PathVariable String planId, @Valid @RequestBody CapacityBody body) {
        return commands.apply(new AssessCapacity(
                new PlanId(planId),
                body.representatives(),
                body.customersPerMonth(),
                body.months(),
                body.newCustomerGoal(),
                body.occurredAt()));
    }

    @PostMapping("/{planId}/citations")
    @Operation(summary = "Cite a practice of the library")
    ResponseEntity<Answer> cite(@PathVariable String planId, @Valid @RequestBody Citation body) {
        return commands.apply(
                new CitePractice(new PlanId(planId), new PracticeId(body.practiceId()), body.occurredAt()));
    }
}
