package io.plumbline.goal.plans;

import io.plumbline.goal.plans.PlanCommand.ApproveResource;
import io.plumbline.goal.plans.PlanCommand.ConsumeResource;
import io.plumbline.goal.plans.PlanCommand.RefuseResource;
import io.plumbline.goal.plans.PlanCommand.RequestResource;
import io.plumbline.goal.plans.PlanRequests.Approval;
import io.plumbline.goal.plans.PlanRequests.Consumption;
import io.plumbline.goal.plans.PlanRequests.ResourceBody;
import io.plumbline.goal.values.PlanId;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Reason;
import io.plumbline.platform.write.store.TimeOrderedIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The resources that a plan asks for and consumes. */
@RestController
@RequestMapping("/api/plans")
@Tag(name = "Plans", description = "How a territory means to reach its goals")
class PlanResourceController {

    private final Commands commands;

    PlanResourceController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/{planId}/resources")
    @Operation(summary = "Request a resource")
    ResponseEntity<Answer> request(@PathVariable String planId, @Valid @RequestBody ResourceBody body) {
        return commands.apply(new RequestResource(
                new PlanId(planId),
                Resource.requested(
                        body.resourceId() == null ? TimeOrderedIds.next() : body.resourceId(),
                        body.kind(),
                        body.category(),
                        body.description(),
                        body.amount()),
                body.occurredAt()));
    }

    @PostMapping("/{planId}/resources/{resourceId}/approve")
    @Operation(summary = "Approve a resource, or a part of it", description = "A manager of the plan's territory only.")
    ResponseEntity<Answer> approve(
            @PathVariable String planId,
            @PathVariable String resourceId,
            @Valid @RequestBody(required = false) @Nullable Approval body) {
        return commands.apply(new ApproveResource(
                new PlanId(planId),
                resourceId,
                body == null ? null : body.amount(),
                body == null ? null : body.occurredAt()));
    }

    @PostMapping("/{planId}/resources/{resourceId}/refuse")
    @Operation(summary = "Refuse a resource", description = "A manager of the plan's territory only.")
    ResponseEntity<Answer> refuse(
            @PathVariable String planId, @PathVariable String resourceId, @Valid @RequestBody Reason body) {
        return commands.apply(new RefuseResource(new PlanId(planId), resourceId, body.reason(), body.occurredAt()));
    }

    @PostMapping("/{planId}/resources/{resourceId}/consume")
    @Operation(summary = "Consume of a resource", description = "Never more than was approved.")
    ResponseEntity<Answer> consume(
            @PathVariable String planId, @PathVariable String resourceId, @Valid @RequestBody Consumption body) {
        return commands.apply(
                new ConsumeResource(new PlanId(planId), resourceId, body.amount(), body.purpose(), body.occurredAt()));
    }
}
