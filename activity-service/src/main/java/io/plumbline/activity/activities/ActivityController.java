package io.plumbline.activity.activities;

import io.plumbline.activity.activities.ActivityCommand.Report;
import io.plumbline.activity.values.ActivityId;
import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OpportunityId;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Ids;
import io.plumbline.platform.write.command.Reason;
import io.plumbline.platform.write.history.History;
import io.plumbline.platform.write.store.TimeOrderedIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
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
@RequestMapping("/api/activities")
@Tag(name = "Activities", description = "What representatives do for customers")
class ActivityController {

    private final Commands commands;
    private final ActivityView view;
    private final CurrentAuthority current;
    private final History history;
    private final Clock clock;

    ActivityController(Commands commands, ActivityView view, CurrentAuthority current, History history, Clock clock) {
        this.commands = commands;
        this.view = view;
        this.current = current;
        this.history = history;
        this.clock = clock;
    }

    @Schema(name = "Undertaking")
    record UndertakingBody(
            @Schema(example = "VISIT") @NotNull Kind kind,

            @Schema(example = "0198c1f0-2222-7000-8000-000000000001") @NotNull String customerId,

            @Schema(example = "0198c1f0-3333-7000-8000-000000000001") @Pattern(regexp = Ids.FORM) @Nullable String opportunityId,

            @Schema(example = "mei") @NotBlank @Size(max = 100) String representative,

            @Schema(example = "hear what their new line needs") @NotBlank @Size(max = 1000) String purpose,

            @Schema(example = "[\"PLC-200 brochure\"]") @Size(max = 50) @Nullable List<@NotBlank @Size(max = 200) String> materials) {

        ActivityContent undertaking() {
            return new ActivityContent(
                    kind,
                    new CustomerId(customerId),
                    opportunityId == null ? null : new OpportunityId(opportunityId),
                    representative,
                    purpose,
                    Objects.requireNonNullElse(materials, List.of()));
        }
    }

    @Schema(name = "NewActivity")
    record NewActivity(
            @Schema(example = "0198c1f0-6666-7000-8000-000000000001") @Pattern(regexp = Ids.FORM) @Nullable String activityId,

            @NotNull @Valid UndertakingBody undertaking,

            @Schema(example = "2024-07-10T01:00:00Z") @NotNull Instant plannedAt,

            @Schema(example = "2024-07-05T02:00:00Z", description = "when it was planned; absent for now") @Nullable Instant occurredAt) {}

    @Schema(name = "NextStep")
    record NextStepBody(
            @Schema(example = "0198c1f0-6666-7000-8000-000000000002", description = "of the activity it becomes")
            @Pattern(regexp = Ids.FORM) @Nullable String activityId,

            @Schema(example = "DEMO") @NotNull Kind kind,

            @Schema(example = "show the controller on their data") @NotBlank @Size(max = 1000) String purpose,

            @Schema(example = "2024-07-17T01:00:00Z") @NotNull Instant plannedAt) {}

    @Schema(name = "ActivityReport")
    record ReportBody(
            @Schema(example = "they want a demo") @NotBlank @Size(max = 1000) String outcome,

            @Schema(example = "line 4 stands still twice a week") @Size(max = 10_000) @Nullable String said,

            @Valid @Nullable NextStepBody nextStep,

            @Schema(example = "2024-07-10T02:30:00Z", description = "when it was done; absent for now") @Nullable Instant occurredAt) {

        Report report() {
            String nextId =
                    nextStep == null || nextStep.activityId() == null ? TimeOrderedIds.next() : nextStep.activityId();
            return new Report(
                    outcome,
                    said,
                    nextStep == null ? null : new NextStep(nextStep.kind(), nextStep.purpose(), nextStep.plannedAt()),
                    new ActivityId(nextId));
        }
    }

    @Schema(name = "DoneActivity")
    record DoneActivity(
            @Schema(example = "0198c1f0-6666-7000-8000-000000000001") @Pattern(regexp = Ids.FORM) @Nullable String activityId,

            @NotNull @Valid UndertakingBody undertaking,
            @NotNull @Valid ReportBody report) {}

    @Schema(name = "Rescheduling")
    record Rescheduling(
            @Schema(example = "2024-07-12T01:00:00Z") @NotNull Instant plannedAt,

            @Schema(example = "their plant is closed that day") @NotBlank @Size(max = 1000) String reason,

            @Schema(example = "2024-07-09T02:00:00Z") @Nullable Instant occurredAt) {}

    @PostMapping
    @Operation(summary = "Plan an activity with a customer")
    ResponseEntity<Answer> plan(@Valid @RequestBody NewActivity body) {
        return commands.create(new ActivityCommand.PlanActivity(
                id(body.activityId()), body.undertaking().undertaking(), body.plannedAt(), body.occurredAt()));
    }

    @PostMapping("/done")
    @Operation(summary = "Record an activity that was done without having been planned")
    ResponseEntity<Answer> done(@Valid @RequestBody DoneActivity body) {
        return commands.apply(new ActivityCommand.RecordActivity(
                id(body.activityId()),
                body.undertaking().undertaking(),
                body.report().report(),
                body.report().occurredAt()));
    }

    @PostMapping("/{id}/complete")
    @Operation(
            summary = "Complete an activity",
            description = "A next step becomes an activity of its own. A missed one may be completed late.")
    ResponseEntity<Answer> complete(@PathVariable String id, @Valid @RequestBody ReportBody body) {
        return commands.apply(
                new ActivityCommand.CompleteActivity(new ActivityId(id), body.report(), body.occurredAt()));
    }

    @PostMapping("/{id}/reschedule")
    @Operation(summary = "Plan an activity for another time, and say why")
    ResponseEntity<Answer> reschedule(@PathVariable String id, @Valid @RequestBody Rescheduling body) {
        return commands.apply(new ActivityCommand.RescheduleActivity(
                new ActivityId(id), body.plannedAt(), body.reason(), body.occurredAt()));
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Cancel an activity, and say why")
    ResponseEntity<Answer> cancel(@PathVariable String id, @Valid @RequestBody Reason body) {
        return commands.apply(new ActivityCommand.CancelActivity(new ActivityId(id), body.reason(), body.occurredAt()));
    }

    @GetMapping("/timeline")
    @Operation(
            summary = "Read what happened with a customer, newest first",
            description = "Activities, opportunities opened and closed, orders. Page on with the last entry's time.")
    List<ActivityView.Entry> timeline(
            @RequestParam @NotBlank String customer,
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        // what is planned lies ahead and belongs to the picture
        Instant upTo = before == null ? clock.instant().plusSeconds(400L * 86_400) : before;
        return view.timeline(new CustomerId(customer).value(), upTo, limit, current.visibility());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an activity")
    ActivityView.Row one(@PathVariable String id) {
        return view.one(new ActivityId(id), current.visibility());
    }

    @GetMapping("/{id}/history")
    @Operation(summary = "Read what happened to an activity, by whom, when and why")
    List<History.Entry> history(@PathVariable String id) {
        view.one(new ActivityId(id), current.visibility());
        return history.of(new ActivityId(id));
    }

    private static ActivityId id(@Nullable String given) {
        return new ActivityId(given == null ? TimeOrderedIds.next() : given);
    }
}
