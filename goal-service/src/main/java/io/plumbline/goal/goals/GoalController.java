package io.plumbline.goal.goals;

import io.plumbline.goal.goals.GoalCommand.AbandonGoal;
import io.plumbline.goal.goals.GoalCommand.ActivateGoal;
import io.plumbline.goal.goals.GoalCommand.AmendGoal;
import io.plumbline.goal.goals.GoalCommand.ApproveGoal;
import io.plumbline.goal.goals.GoalCommand.DraftGoal;
import io.plumbline.goal.goals.GoalCommand.RejectGoal;
import io.plumbline.goal.goals.GoalCommand.RephaseGoal;
import io.plumbline.goal.goals.GoalCommand.ReviseTarget;
import io.plumbline.goal.goals.GoalCommand.SubmitGoal;
import io.plumbline.goal.goals.GoalRequests.Phasing;
import io.plumbline.goal.goals.GoalRequests.Submission;
import io.plumbline.goal.goals.GoalRequests.TargetRevision;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Limits;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.CommandRejected;
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
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
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
@RequestMapping("/api/goals")
@Tag(name = "Goals", description = "What was promised, and how it was split")
class GoalController {

    private final Commands commands;
    private final GoalView view;
    private final CurrentAuthority current;
    private final History history;

    GoalController(Commands commands, GoalView view, CurrentAuthority current, History history) {
        this.commands = commands;
        this.view = view;
        this.current = current;
        this.history = history;
    }

    @PostMapping
    @Operation(summary = "Draft a goal", description = "A draft may leave open what the SMART+C check asks for.")
    ResponseEntity<Answer> draft(@Valid @RequestBody GoalBody body) {
        GoalId goalId = new GoalId(body.goalId() == null ? TimeOrderedIds.next() : body.goalId());
        return commands.create(new DraftGoal(goalId, body.toDefinition(), body.occurredAt()));
    }

    @PostMapping("/{goalId}/amend")
    @Operation(
            summary = "Replace what a draft or a rejected goal says",
            description = "It stays where it hangs: neither goalId nor parentId is given.")
    ResponseEntity<Answer> amend(@PathVariable String goalId, @Valid @RequestBody GoalBody body) {
        if (body.goalId() != null || body.parentId() != null) {
            throw CommandRejected.invalid(
                    "fixed", body.goalId() == null ? "parentId" : "goalId", "a goal stays where it hangs");
        }
        return commands.apply(new AmendGoal(new GoalId(goalId), body.toDefinition(), body.occurredAt()));
    }

    @PostMapping("/{goalId}/submit")
    @Operation(
            summary = "Submit a goal for approval",
            description = "Refused where the SMART+C check fails, naming each criterion that does with its reason.")
    ResponseEntity<Answer> submit(
            @PathVariable String goalId, @Valid @RequestBody(required = false) @Nullable Submission body) {
        return commands.apply(new SubmitGoal(
                new GoalId(goalId),
                body == null ? null : body.justification(),
                body == null ? null : body.occurredAt()));
    }

    @PostMapping("/{goalId}/approve")
    @Operation(
            summary = "Approve a goal",
            description = "A manager of the goal's territory only, and not whoever submitted it.")
    ResponseEntity<Answer> approve(@PathVariable String goalId, @RequestBody(required = false) @Nullable Moment body) {
        return commands.apply(new ApproveGoal(new GoalId(goalId), Moment.of(body)));
    }

    @PostMapping("/{goalId}/reject")
    @Operation(
            summary = "Reject a goal",
            description = "A manager of the goal's territory only, and not whoever submitted it.")
    ResponseEntity<Answer> reject(@PathVariable String goalId, @Valid @RequestBody Reason body) {
        return commands.apply(new RejectGoal(new GoalId(goalId), body.reason(), body.occurredAt()));
    }

    @PostMapping("/{goalId}/activate")
    @Operation(summary = "Activate an approved goal")
    ResponseEntity<Answer> activate(@PathVariable String goalId, @RequestBody(required = false) @Nullable Moment body) {
        return commands.apply(new ActivateGoal(new GoalId(goalId), Moment.of(body)));
    }

    @PostMapping("/{goalId}/revise-target")
    @Operation(
            summary = "Revise an active goal's target",
            description =
                    "Every earlier figure is kept. Phases and parts that are over keep theirs, the others take the"
                            + " difference in proportion.")
    ResponseEntity<Answer> revise(@PathVariable String goalId, @Valid @RequestBody TargetRevision body) {
        return commands.apply(new ReviseTarget(
                new GoalId(goalId),
                body.target(),
                body.phasing() == null ? null : GoalBody.phases(body.phasing()),
                Boolean.TRUE.equals(body.reviseEnded()),
                body.reason(),
                body.occurredAt()));
    }

    @PostMapping("/{goalId}/rephase")
    @Operation(summary = "Phase a goal's target anew")
    ResponseEntity<Answer> rephase(@PathVariable String goalId, @Valid @RequestBody Phasing body) {
        return commands.apply(new RephaseGoal(
                new GoalId(goalId),
                GoalBody.phases(body.phasing()),
                Boolean.TRUE.equals(body.reviseEnded()),
                body.reason(),
                body.occurredAt()));
    }

    @PostMapping("/{goalId}/abandon")
    @Operation(summary = "Abandon a goal with all that it was split into")
    ResponseEntity<Answer> abandon(@PathVariable String goalId, @Valid @RequestBody Reason body) {
        return commands.apply(new AbandonGoal(new GoalId(goalId), body.reason(), body.occurredAt()));
    }

    @GetMapping
    @Operation(
            summary = "List goals level by level, or all below one",
            description = "With `roots` the top of the tree, with `parent` what hangs under a goal.")
    Page<GoalView.Summary> list(
            @Parameter(description = "only what hangs directly under this goal")
                    @RequestParam(required = false)
                    @Nullable String parent,
            @Parameter(description = "only what hangs anywhere under this goal")
                    @RequestParam(required = false)
                    @Nullable String below,
            @Parameter(description = "only what hangs under no goal") @RequestParam(defaultValue = "false")
                    boolean roots,
            @RequestParam(required = false) @Nullable String plan,
            @Parameter(description = "with all below it") @RequestParam(required = false) @Nullable String territory,
            @RequestParam(required = false) @Nullable Metric metric,
            @RequestParam(required = false) @Nullable GoalStatus status,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String representative,
            @Parameter(description = "whose period holds this day") @RequestParam(required = false) @Nullable LocalDate on,
            @Parameter(description = "whose name contains this")
                    @RequestParam(required = false)
                    @Size(max = Limits.NAME) @Nullable String name,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.MAX) int limit) {
        Authority authority = current.get();
        return view.list(
                new GoalView.Filter(
                        parent,
                        below,
                        roots,
                        plan,
                        TerritoryCode.ofNullable(territory),
                        metric,
                        status,
                        owner,
                        representative,
                        on,
                        name),
                authority.territories(),
                authority.visibility(),
                after,
                limit);
    }

    @GetMapping("/{goalId}")
    @Operation(summary = "Read a goal with its revisions")
    ResponseEntity<GoalView.InFull> one(@PathVariable String goalId) {
        GoalView.InFull goal = view.inFull(new GoalId(goalId), current.visibility());
        return ResponseEntity.ok().eTag("\"" + goal.summary().version() + "\"").body(goal);
    }

    @GetMapping("/{goalId}/history")
    @Operation(summary = "Read what happened to a goal, by whom, when and why")
    List<History.Entry> history(@PathVariable String goalId) {
        view.summary(new GoalId(goalId), current.visibility());
        return history.of(goalId);
    }
}
