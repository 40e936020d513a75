package io.plumbline.goal.tasks;

import io.plumbline.goal.tasks.TaskCommand.CancelTask;
import io.plumbline.goal.tasks.TaskCommand.ChangeDependencies;
import io.plumbline.goal.tasks.TaskCommand.FinishTask;
import io.plumbline.goal.tasks.TaskCommand.PlanTask;
import io.plumbline.goal.tasks.TaskCommand.RescheduleTask;
import io.plumbline.goal.tasks.TaskCommand.StartTask;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Limits;
import io.plumbline.goal.values.TaskId;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Ids;
import io.plumbline.platform.write.command.Moment;
import io.plumbline.platform.write.command.Reason;
import io.plumbline.platform.write.history.History;
import io.plumbline.platform.write.readside.Page;
import io.plumbline.platform.write.store.TimeOrderedIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
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
@RequestMapping("/api/tasks")
@Tag(name = "Key tasks", description = "What must be done for a goal, and after what")
class TaskController {

    private final Commands commands;
    private final TaskView view;
    private final CurrentAuthority current;
    private final History history;

    TaskController(Commands commands, TaskView view, CurrentAuthority current, History history) {
        this.commands = commands;
        this.view = view;
        this.current = current;
        this.history = history;
    }

    @Schema(name = "NewTask")
    record NewTask(
            @Schema(example = "0198c1f0-3333-7000-8000-000000000001", description = "absent to have one made")
            @Pattern(regexp = Ids.FORM) @Nullable String taskId,

            @Schema(example = "0198c1f0-1111-7000-8000-000000000001") @NotNull @Pattern(regexp = Ids.FORM) String goalId,

            @Schema(example = "Open the office in Suzhou") @NotBlank @Size(max = Limits.NAME) String name,

            @Schema(example = "mei.rep") @NotBlank @Size(max = Limits.SUBJECT) String owner,

            @Schema(example = "2024-07-01", description = "absent for a milestone, which has no length") @Nullable LocalDate start,

            @Schema(example = "2024-08-15") @NotNull LocalDate due,

            @Schema(example = "[\"find rooms\", \"sign the lease\"]") @Size(max = 100) @Nullable List<@NotBlank @Size(max = Limits.NAME) String> steps,

            @Schema(example = "a signed lease") @NotBlank @Size(max = Limits.TEXT) String deliverable,

            @Schema(example = "keys handed over") @NotBlank @Size(max = Limits.TEXT) String measure,

            @Schema(example = "[]", description = "tasks that must be done before") @Size(max = 100) @Nullable List<@NotNull @Pattern(regexp = Ids.FORM) String> waitsFor,

            @Schema(example = "2024-06-20T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Delivery")
    record Delivery(
            @Schema(example = "lease of 2024-08-12, in the archive") @NotBlank @Size(max = Limits.TEXT) String deliverable,

            @Schema(example = "2024-08-12T08:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Schedule")
    record Schedule(
            @Schema(example = "2024-07-15") @NotNull LocalDate start,
            @Schema(example = "2024-08-31") @NotNull LocalDate due,

            @Schema(example = "the landlord is away") @NotBlank @Size(max = Limits.TEXT) String reason,

            @Schema(example = "2024-07-01T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Dependencies")
    record Dependencies(
            @Schema(example = "[\"0198c1f0-3333-7000-8000-000000000002\"]") @NotNull @Size(max = 100) List<@NotNull @Pattern(regexp = Ids.FORM) String> waitsFor,

            @Schema(example = "2024-06-21T02:00:00Z") @Nullable Instant occurredAt) {}

    @PostMapping
    @Operation(summary = "Plan a key task or, without a start, a milestone")
    ResponseEntity<Answer> plan(@Valid @RequestBody NewTask body) {
        return commands.create(new PlanTask(
                new TaskId(body.taskId() == null ? TimeOrderedIds.next() : body.taskId()),
                new GoalId(body.goalId()),
                new TaskDefinition(
                        body.name(),
                        body.owner(),
                        Objects.requireNonNullElse(body.start(), body.due()),
                        body.due(),
                        body.start() == null,
                        Objects.requireNonNullElse(body.steps(), List.of()),
                        body.deliverable(),
                        body.measure(),
                        ids(Objects.requireNonNullElse(body.waitsFor(), List.of()))),
                body.occurredAt()));
    }

    @PostMapping("/{taskId}/start")
    @Operation(summary = "Start a task", description = "Refused while a task that it waits for is unfinished.")
    ResponseEntity<Answer> start(@PathVariable String taskId, @RequestBody(required = false) @Nullable Moment body) {
        return commands.apply(new StartTask(new TaskId(taskId), Moment.of(body)));
    }

    @PostMapping("/{taskId}/done")
    @Operation(summary = "Finish a task with its deliverable")
    ResponseEntity<Answer> done(@PathVariable String taskId, @Valid @RequestBody Delivery body) {
        return commands.apply(new FinishTask(new TaskId(taskId), body.deliverable(), body.occurredAt()));
    }

    @PostMapping("/{taskId}/cancel")
    @Operation(summary = "Cancel a task")
    ResponseEntity<Answer> cancel(@PathVariable String taskId, @Valid @RequestBody Reason body) {
        return commands.apply(new CancelTask(new TaskId(taskId), body.reason(), body.occurredAt()));
    }

    @PostMapping("/{taskId}/reschedule")
    @Operation(summary = "Reschedule a task")
    ResponseEntity<Answer> reschedule(@PathVariable String taskId, @Valid @RequestBody Schedule body) {
        return commands.apply(
                new RescheduleTask(new TaskId(taskId), body.start(), body.due(), body.reason(), body.occurredAt()));
    }

    @PostMapping("/{taskId}/dependencies")
    @Operation(summary = "Say what a task waits for", description = "Never, however indirectly, for itself.")
    ResponseEntity<Answer> dependencies(@PathVariable String taskId, @Valid @RequestBody Dependencies body) {
        return commands.apply(new ChangeDependencies(new TaskId(taskId), ids(body.waitsFor()), body.occurredAt()));
    }

    private static List<TaskId> ids(List<String> ids) {
        return ids.stream().map(TaskId::new).toList();
    }

    @GetMapping
    @Operation(summary = "List key tasks by their start, as a Gantt chart needs them")
    Page<TaskView.Bar> list(
            @RequestParam(required = false) @Nullable String goal,
            @RequestParam(required = false) @Nullable String plan,
            @RequestParam(required = false) @Nullable String owner,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Pattern(regexp = "\\d{4}-\\d{2}-\\d{2}~" + Ids.FORM) @Nullable String after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(Page.MAX) int limit) {
        return view.list(goal, plan, owner, current.visibility(), after, limit);
    }

    @GetMapping("/{taskId}")
    @Operation(summary = "Read a key task")
    ResponseEntity<TaskView.Bar> one(@PathVariable String taskId) {
        TaskView.Bar task = view.one(new TaskId(taskId), current.visibility());
        return ResponseEntity.ok().eTag("\"" + task.version() + "\"").body(task);
    }

    @GetMapping("/{taskId}/history")
    @Operation(summary = "Read what happened to a key task, by whom, when and why")
    List<History.Entry> history(@PathVariable String taskId) {
        view.one(new TaskId(taskId), current.visibility());
        return history.of(taskId);
    }
}
