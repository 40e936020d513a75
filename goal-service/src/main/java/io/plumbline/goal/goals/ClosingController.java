package io.plumbline.goal.goals;

import io.plumbline.goal.goals.GoalCommand.CloseGoal;
import io.plumbline.goal.goals.GoalCommand.ConfirmClosing;
import io.plumbline.goal.goals.GoalCommand.DeclineClosing;
import io.plumbline.goal.goals.GoalCommand.RequestClosing;
import io.plumbline.goal.goals.GoalRequests.Closing;
import io.plumbline.goal.goals.GoalRequests.ClosingByException;
import io.plumbline.goal.reports.Measurement;
import io.plumbline.goal.reports.ReportsClient;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Period;
import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Moment;
import io.plumbline.platform.write.command.OccurredAt;
import io.plumbline.platform.write.command.Reason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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

/** How a goal is closed, and what it reached. */
@RestController
@RequestMapping("/api/goals")
@Tag(name = "Goals", description = "What was promised, and how it was split")
class ClosingController {

    private final Commands commands;
    private final GoalView view;
    private final CurrentAuthority current;
    private final ReportsClient reports;
    private final ClosingPolicy closing;
    private final Clock clock;

    ClosingController(
            Commands commands,
            GoalView view,
            CurrentAuthority current,
            ReportsClient reports,
            ClosingPolicy closing,
            Clock clock) {
        this.commands = commands;
        this.view = view;
        this.current = current;
        this.reports = reports;
        this.closing = closing;
        this.clock = clock;
    }

    /** What closing a goal would come to now. */
    @Schema(name = "ClosingProposal")
    record ClosingProposal(
            @Schema(example = "2025-01-05T16:00:00Z", description = "from when it can be closed")
            Instant closableFrom,

            @Schema(example = "168000.00", description = "what the reports measure as of the end of the period")
            @Nullable BigDecimal actual,

            @Schema(description = "why the reports have no figure, or what it leaves out") @Nullable String refusal,

            @Schema(example = "2024-12-31T15:59:59.999999Z") Instant asOf,
            @Schema(example = "2025-01-06T02:00:00Z") Instant knownAt,
            @Schema(example = "180000.00") BigDecimal target,

            @Schema(example = "0.9333", description = "actual over target, as a fraction") @Nullable BigDecimal attainment) {}

    /** Attainment against one of the targets that a goal had; {@code attainment} is null where that target is zero. */
    @Schema(name = "Attainment")
    record Attainment(
            @Schema(example = "6500000.00") BigDecimal target,

            @Schema(example = "original", description = "or why it was revised")
            String since,

            @Schema(example = "0.9708", description = "actual over target, as a fraction") @Nullable BigDecimal attainment) {}

    @PostMapping("/{goalId}/close")
    @Operation(
            summary = "Close an active goal as achieved or missed",
            description =
                    "With what the reports measure as of the end of its period, which the closer confirms; a grace"
                            + " period after it. Answered 503 where the reports do not answer.")
    ResponseEntity<Answer> close(
            @PathVariable String goalId, @Valid @RequestBody(required = false) @Nullable Closing body) {
        GoalId id = new GoalId(goalId);
        Instant occurredAt = body == null ? null : body.occurredAt();
        return commands.apply(
                new CloseGoal(id, measured(id, occurredAt), body == null ? null : body.actual(), occurredAt));
    }

    @PostMapping("/{goalId}/close-by-exception")
    @Operation(
            summary = "Ask to close an active goal with another figure than is measured",
            description = "The measured figure is kept beside it. Somebody else confirms or declines.")
    ResponseEntity<Answer> closeByException(@PathVariable String goalId, @Valid @RequestBody ClosingByException body) {
        GoalId id = new GoalId(goalId);
        return commands.apply(new RequestClosing(
                id, measured(id, body.occurredAt()), body.actual(), body.reason(), body.occurredAt()));
    }

    @PostMapping("/{goalId}/close-by-exception/confirm")
    @Operation(
            summary = "Close a goal with the figure that somebody else asked for",
            description = "Neither by whoever asked for it nor by whom the goal measures.")
    ResponseEntity<Answer> confirmClosing(
            @PathVariable String goalId, @RequestBody(required = false) @Nullable Moment body) {
        return commands.apply(new ConfirmClosing(new GoalId(goalId), Moment.of(body)));
    }

    @PostMapping("/{goalId}/close-by-exception/decline")
    @Operation(summary = "Decline or take back a request to close a goal with another figure")
    ResponseEntity<Answer> declineClosing(@PathVariable String goalId, @Valid @RequestBody Reason body) {
        return commands.apply(new DeclineClosing(new GoalId(goalId), body.reason(), body.occurredAt()));
    }

    @GetMapping("/{goalId}/closing")
    @Operation(
            summary = "Read what closing an active goal would come to, and from when it can be closed",
            description = "As the reports measure it as of the end of its period; answered 409 before that has come.")
    ClosingProposal closing(@PathVariable String goalId) {
        GoalId id = new GoalId(goalId);
        GoalView.Closable goal = view.closable(id, current.visibility());
        if (goal.status() != GoalStatus.ACTIVE || goal.period() == null) {
            throw CommandRejected.state("status", "only an active goal can be closed, this one is " + goal.status());
        }
        ClosingWindow window = window(goal, goal.period());
        if (clock.instant().isBefore(window.periodEnd())) {
            window.requireOpen(clock.instant());
        }
        Measurement measured = reports.measure(id, asOf(goal, window));
        BigDecimal target =
                Objects.requireNonNull(view.summary(id, current.visibility()).target());
        return new ClosingProposal(
                window.opens(),
                measured.actual(),
                measured.refusal(),
                measured.asOf(),
                measured.knownAt(),
                target,
                measured.actual() == null || target.signum() == 0
                        ? null
                        : measured.actual().divide(target, MathContext.DECIMAL64));
    }

    @GetMapping("/{goalId}/attainment")
    @Operation(
            summary = "Read attainment against the original target and against each revision",
            description = "Of what it was closed with, or of the figure given.")
    List<Attainment> attainment(
            @PathVariable String goalId,
            @RequestParam(required = false) @Digits(integer = 15, fraction = 4) @Nullable BigDecimal actual) {
        GoalView.InFull goal = view.inFull(new GoalId(goalId), current.visibility());
        BigDecimal reached = actual == null ? goal.summary().actual() : actual;
        BigDecimal original = goal.summary().originalTarget();
        if (reached == null || original == null) {
            throw CommandRejected.invalid(
                    "required", "actual", "the goal is not closed: give the figure to hold against");
        }
        List<Attainment> attainments = new ArrayList<>();
        attainments.add(attainment(original, "original", reached));
        goal.revisions()
                .forEach(revision -> attainments.add(attainment(revision.newTarget(), revision.reason(), reached)));
        return attainments;
    }

    private static Attainment attainment(BigDecimal target, String since, BigDecimal actual) {
        return new Attainment(
                target, since, target.signum() == 0 ? null : actual.divide(target, MathContext.DECIMAL64));
    }

    /**
     * Asks the reports, outside the transaction that closes the goal. They aren't asked where the command is refused anyway,
     * or where it was carried out before and is only sent again: then it is not active any more.
     */
    private @Nullable Measurement measured(GoalId goalId, @Nullable Instant occurredAt) {
        Authority authority = current.get();
        GoalView.Closable goal = view.closable(goalId, authority.visibility());
        if (goal.status() != GoalStatus.ACTIVE || goal.period() == null || !authority.mayManage(goal.territory())) {
            return null;
        }
        ClosingWindow window = window(goal, goal.period());
        window.requireOpen(OccurredAt.of(occurredAt, clock));
        return reports.measure(goalId, asOf(goal, window));
    }

    private ClosingWindow window(GoalView.Closable goal, Period period) {
        return ClosingWindow.of(period, current.get().tree().timeZone(goal.territory()), closing.grace());
    }

    /** A goal that was put in for a period that was over is not in the reports before it was active. */
    private static Instant asOf(GoalView.Closable goal, ClosingWindow window) {
        Instant end = window.lastInstant();
        return goal.activatedAt() == null || goal.activatedAt().isBefore(end) ? end : goal.activatedAt();
    }
}
