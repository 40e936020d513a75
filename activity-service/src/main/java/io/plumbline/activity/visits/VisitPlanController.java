package io.plumbline.activity.visits;

import io.plumbline.activity.activities.Kind;
import io.plumbline.activity.values.ActivityId;
import io.plumbline.activity.values.CustomerId;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Ids;
import io.plumbline.platform.write.command.Moment;
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
import jakarta.validation.constraints.NotEmpty;
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
@RequestMapping("/api/visit-plans")
@Tag(name = "Visit plans", description = "The week of a representative")
class VisitPlanController {

    private final Commands commands;
    private final VisitPlanView view;
    private final DueFollowUps due;
    private final CurrentAuthority current;
    private final History history;

    VisitPlanController(
            Commands commands, VisitPlanView view, DueFollowUps due, CurrentAuthority current, History history) {
        this.commands = commands;
        this.view = view;
        this.due = due;
        this.current = current;
        this.history = history;
    }

    /** A visit that is proposed; it can be sent back as an item of the plan. */
    @Schema(name = "ProposedVisit")
    record Proposed(
            String customerId,
            @Schema(example = "Huadong Precision") String name,
            @Schema(example = "A") @Nullable String tier,
            @Schema(example = "2024-07-09") LocalDate day,
            @Schema(example = "VISIT") Kind kind,
            @Schema(example = "follow up") String purpose,
            @Schema(example = "CADENCE") FollowUp.Cause cause,
            @Schema(example = "2024-07-08") LocalDate due) {

        static Proposed of(WeekProposal.Visit visit) {
            FollowUp followUp = visit.followUp();
            return new Proposed(
                    followUp.customerId(),
                    followUp.name(),
                    followUp.tier(),
                    visit.day(),
                    followUp.kind(),
                    followUp.cause().purpose(),
                    followUp.cause(),
                    followUp.due());
        }
    }

    @Schema(name = "VisitItem")
    record ItemBody(
            @Schema(example = "0198c1f0-6666-7000-8000-000000000001", description = "of the activity it becomes")
            @Pattern(regexp = Ids.FORM) @Nullable String activityId,

            @Schema(example = "0198c1f0-2222-7000-8000-000000000001") @NotNull String customerId,

            @Schema(example = "2024-07-09") @NotNull LocalDate day,
            @Schema(example = "VISIT") @NotNull Kind kind,

            @Schema(example = "follow up") @NotBlank @Size(max = 1000) String purpose) {

        VisitItem item() {
            return new VisitItem(
                    new ActivityId(Objects.requireNonNullElseGet(activityId, TimeOrderedIds::next)),
                    new CustomerId(customerId),
                    day,
                    kind,
                    purpose);
        }
    }

    @Schema(name = "NewVisitPlan")
    record NewVisitPlan(
            @Schema(example = "mei") @NotBlank @Size(max = 100) String representative,

            @Schema(example = "2024-W28") @NotBlank @Size(max = 10) String week,

            @Schema(example = "EAST-CHINA", description = "whose manager approves it") @NotBlank @Size(max = 50) String territory,

            @NotEmpty @Size(max = 200) List<@NotNull @Valid ItemBody> items,

            @Schema(example = "2024-07-05T02:00:00Z") @Nullable Instant occurredAt) {}

    @GetMapping("/proposal")
    @Operation(
            summary = "Propose a representative's week",
            description = "Customers whose follow-up is due or overdue, A before B before C, within a daily capacity.")
    List<Proposed> proposal(
            @RequestParam @NotBlank String representative,
            @RequestParam @NotBlank String week,
            @RequestParam(defaultValue = "6") @Min(1) @Max(40) int dailyCapacity) {
        Week asked = Week.of(week);
        return WeekProposal.of(asked, due.of(representative, asked, current.visibility()), dailyCapacity).stream()
                .map(Proposed::of)
                .toList();
    }

    @PostMapping
    @Operation(
            summary = "Draft a visit plan",
            description =
                    "From the proposal, in whole or in part. Drafted again, it is replaced until it is submitted.")
    ResponseEntity<Answer> draft(@Valid @RequestBody NewVisitPlan body) {
        Week week = Week.of(body.week());
        return commands.create(new VisitPlanCommand.DraftVisitPlan(
                VisitPlanId.of(body.representative(), week),
                body.representative(),
                week,
                body.territory(),
                body.items().stream().map(ItemBody::item).toList(),
                body.occurredAt()));
    }

    @PostMapping("/{id}/submit")
    @Operation(summary = "Submit a visit plan for approval")
    ResponseEntity<Answer> submit(
            @PathVariable String id, @Valid @RequestBody(required = false) @Nullable Moment body) {
        return commands.apply(new VisitPlanCommand.SubmitVisitPlan(new VisitPlanId(id), Moment.of(body)));
    }

    @PostMapping("/{id}/approve")
    @Operation(summary = "Approve a visit plan", description = "Its visits become activities in the same transaction.")
    ResponseEntity<Answer> approve(
            @PathVariable String id, @Valid @RequestBody(required = false) @Nullable Moment body) {
        return commands.apply(new VisitPlanCommand.ApproveVisitPlan(new VisitPlanId(id), Moment.of(body)));
    }

    @PostMapping("/{id}/reject")
    @Operation(summary = "Reject a visit plan, and say why", description = "The representative may change it then.")
    ResponseEntity<Answer> reject(@PathVariable String id, @Valid @RequestBody Reason body) {
        return commands.apply(
                new VisitPlanCommand.RejectVisitPlan(new VisitPlanId(id), body.reason(), body.occurredAt()));
    }

    @GetMapping
    @Operation(summary = "List the visit plans that wait for approval")
    List<VisitPlanView.Row> submitted() {
        return view.submitted(current.visibility());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a visit plan")
    VisitPlanView.Row one(@PathVariable String id) {
        return view.one(new VisitPlanId(id), current.visibility());
    }

    @GetMapping("/{id}/history")
    @Operation(summary = "Read what happened to a visit plan, by whom, when and why")
    List<History.Entry> history(@PathVariable String id) {
        view.one(new VisitPlanId(id), current.visibility());
        return history.of(new VisitPlanId(id));
    }
}
