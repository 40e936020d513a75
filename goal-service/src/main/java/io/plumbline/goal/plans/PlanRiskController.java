package io.plumbline.goal.plans;

import io.plumbline.goal.plans.PlanCommand.AssessRisk;
import io.plumbline.goal.plans.PlanCommand.CloseRisk;
import io.plumbline.goal.plans.PlanCommand.IdentifyRisk;
import io.plumbline.goal.plans.PlanCommand.RespondToRisk;
import io.plumbline.goal.plans.PlanRequests.Assessment;
import io.plumbline.goal.plans.PlanRequests.NewRisk;
import io.plumbline.goal.plans.PlanRequests.Response;
import io.plumbline.goal.values.PlanId;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Reason;
import io.plumbline.platform.write.store.TimeOrderedIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The risks of a plan. */
@RestController
@RequestMapping("/api/plans")
@Tag(name = "Plans", description = "How a territory means to reach its goals")
class PlanRiskController {

    private final Commands commands;

    PlanRiskController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/{planId}/risks")
    @Operation(summary = "Identify a risk")
    ResponseEntity<Answer> risk(@PathVariable String planId, @Valid @RequestBody NewRisk body) {
        return commands.apply(new IdentifyRisk(
                new PlanId(planId),
                body.riskId() == null ? TimeOrderedIds.next() : body.riskId(),
                body.description(),
                body.occurredAt()));
    }

    @PostMapping("/{planId}/risks/{riskId}/assess")
    @Operation(summary = "Assess how likely a risk is and what it would do")
    ResponseEntity<Answer> assess(
            @PathVariable String planId, @PathVariable String riskId, @Valid @RequestBody Assessment body) {
        return commands.apply(
                new AssessRisk(new PlanId(planId), riskId, body.likelihood(), body.impact(), body.occurredAt()));
    }

    @PostMapping("/{planId}/risks/{riskId}/respond")
    @Operation(summary = "Say what is done about a risk")
    ResponseEntity<Answer> respond(
            @PathVariable String planId, @PathVariable String riskId, @Valid @RequestBody Response body) {
        return commands.apply(new RespondToRisk(new PlanId(planId), riskId, body.response(), body.occurredAt()));
    }

    @PostMapping("/{planId}/risks/{riskId}/close")
    @Operation(summary = "Close a risk")
    ResponseEntity<Answer> closeRisk(
            @PathVariable String planId, @PathVariable String riskId, @Valid @RequestBody Reason body) {
        return commands.apply(new CloseRisk(new PlanId(planId), riskId, body.reason(), body.occurredAt()));
    }
}
