package io.plumbline.goal.goals;

import io.plumbline.goal.goals.GoalBody.PhaseBody;
import io.plumbline.goal.goals.GoalCommand.AbandonGoal;
import io.plumbline.goal.goals.GoalCommand.ActivateGoal;
import io.plumbline.goal.goals.GoalCommand.AmendGoal;
import io.plumbline.goal.goals.GoalCommand.ApproveGoal;
import io.plumbline.goal.goals.GoalCommand.CloseGoal;
import io.plumbline.goal.goals.GoalCommand.ConfirmClosing;
import io.plumbline.goal.goals.GoalCommand.DeclineClosing;
import io.plumbline.goal.goals.GoalCommand.DecomposeGoal;
import io.plumbline.goal.goals.GoalCommand.DraftGoal;
import io.plumbline.goal.goals.GoalCommand.Part;
import io.plumbline.goal.goals.GoalCommand.ReallotTarget;
import io.plumbline.goal.goals.GoalCommand.RejectGoal;
import io.plumbline.goal.goals.GoalCommand.RephaseGoal;
import io.plumbline.goal.goals.GoalCommand.RequestClosing;
import io.plumbline.goal.goals.GoalCommand.ReviseTarget;
import io.plumbline.goal.goals.GoalCommand.SubmitGoal;
import io.plumbline.goal.goals.GoalCommand.WithdrawDecomposition;
import io.plumbline.goal.plans.Plans;
import io.plumbline.goal.reports.Measurement;
import io.plumbline.goal.reports.Quantity;
import io.plumbline.goal.reports.ReportsClient;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Limits;
import io.plumbline.goal.values.Period;
import io.plumbline.goal.values.PeriodBody;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.write.Answer;
import io.plumbline.platform.write.CommandRejected;
import io.plumbline.platform.write.Commands;
import io.plumbline.platform.write.Ids;
import io.plumbline.platform.write.Moment;
import io.plumbline.platform.write.OccurredAt;
import io.plumbline.platform.write.Page;
import io.plumbline.platform.write.Reason;
import io.plumbline.platform.write.TimeOrderedIds;
import io.plumbline.platform.write.history.History;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
    private final Plans plans;
    private final SmartPolicy policy;
    private final CurrentAuthority current;
    private final History history;
    private final ReportsClient reports;
    private final ClosingPolicy closing;
    private final Clock clock;

    GoalController(
            Commands commands,
            GoalView view,
            Plans plans,
            SmartPolicy policy,
            CurrentAuthority current,
            History history,
            ReportsClient reports,
            ClosingPolicy closing,
            Clock clock) {
        this.commands = commands;
        this.view = view;
        this.plans = plans;
        this.policy = policy;
        this.current = current;
        this.history = history;
        this.reports = reports;
        this.closing = closing;
        this.clock = clock;
    }

    @Schema(name = "Submission")
    record Submission(
            @Schema(
                    example = "two large tenders are as good as won",
                    description = "why it is achievable though the figures may say no")
            @Size(max = Limits.TEXT) @Nullable String justification,

            @Schema(example = "2024-06-21T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "TargetRevision")
    record TargetRevision(
            @Schema(example = "6200000.00") @NotNull @PositiveOrZero @Digits(integer = 15, fraction = 4) BigDecimal target,

            @Schema(description = "absent to keep the proportions of the phases") @Size(max = 400) @Nullable List<@NotNull @Valid PhaseBody> phasing,

            @Schema(
                    example = "false",
                    description = "true to change phases and parts that are over too, for the reason given; they keep"
                            + " what they have if absent")
            @Nullable Boolean reviseEnded,

            @Schema(example = "two representatives left") @NotBlank @Size(max = Limits.TEXT) String reason,

            @Schema(example = "2024-08-01T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Phasing")
    record Phasing(
            @NotEmpty @Size(max = 400) List<@NotNull @Valid PhaseBody> phasing,

            @Schema(
                    example = "false",
                    description = "true to change phases of an active goal that are over too, for the reason given")
            @Nullable Boolean reviseEnded,

            @Schema(example = "the fair was moved to October") @NotBlank @Size(max = Limits.TEXT) String reason,

            @Schema(example = "2024-08-01T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "DecompositionPart", description = "Says the one thing that the dimension is about.")
    record PartBody(
            @Schema(example = "0198c1f0-1111-7000-8000-00000000000a") @Pattern(regexp = Ids.FORM) @Nullable String goalId,

            @Schema(example = "Controllers in East China") @Size(min = 1, max = Limits.NAME) @Nullable String name,

            @Schema(example = "mei.rep") @Size(min = 1, max = Limits.SUBJECT) @Nullable String owner,

            @Valid @Nullable PeriodBody period,

            @Schema(example = "SHANGHAI") @Pattern(regexp = TerritoryCode.FORM) @Nullable String territory,

            @Schema(example = "[\"controllers\"]") @Size(min = 1, max = 100) @Nullable List<@NotBlank @Size(max = 100) String> productLines,

            @Schema(example = "[\"large\"]") @Size(min = 1, max = 100) @Nullable List<@NotBlank @Size(max = 100) String> segments,

            @Schema(example = "[\"online\"]") @Size(min = 1, max = 100) @Nullable List<@NotBlank @Size(max = 100) String> channels,

            @Schema(example = "mei.rep") @Size(min = 1, max = Limits.SUBJECT) @Nullable String representative,

            @Schema(example = "0.4", description = "as a fraction of 1, all together 1")
            @PositiveOrZero @DecimalMax("1") @Digits(integer = 1, fraction = 12) @Nullable BigDecimal weight,

            @Schema(example = "2100000.00", description = "what it reached last year")
            @PositiveOrZero @Digits(integer = 15, fraction = 4) @Nullable BigDecimal actual,

            @Schema(example = "2600000.00", description = "what it is to get, all together the goal's target")
            @PositiveOrZero @Digits(integer = 15, fraction = 4) @Nullable BigDecimal target) {

        Part toPart(String field) {
            List<ScopeSlice> slices = Stream.<@Nullable ScopeSlice>of(
                            period == null ? null : new ScopeSlice.OfPeriod(period.toPeriod()),
                            territory == null ? null : new ScopeSlice.OfTerritory(new TerritoryCode(territory)),
                            productLines == null ? null : new ScopeSlice.OfProductLines(productLines),
                            segments == null ? null : new ScopeSlice.OfSegments(segments),
                            channels == null ? null : new ScopeSlice.OfChannels(channels),
                            representative == null ? null : new ScopeSlice.OfRepresentative(representative))
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .toList();
            if (slices.size() != 1) {
                throw CommandRejected.invalid(
                        "one-dimension", field, "a part says exactly what it is about in one dimension");
            }
            return new Part(
                    new GoalId(goalId == null ? TimeOrderedIds.next() : goalId),
                    name,
                    owner,
                    slices.getFirst(),
                    weight,
                    actual,
                    target);
        }
    }

    @Schema(name = "NewDecomposition")
    record NewDecomposition(
            @Schema(example = "0198c1f0-9999-7000-8000-000000000001", description = "absent to have one made")
            @Pattern(regexp = Ids.FORM) @Nullable String decompositionId,

            @Schema(example = "PRODUCT_LINE") @NotNull Dimension dimension,
            @Schema(example = "WEIGHT") @NotNull AllocationMethod way,
            @NotNull @Size(min = 2, max = 5000) List<@NotNull @Valid PartBody> parts,

            @Schema(example = "2024-06-20T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Reallotment")
    record Reallotment(
            @Schema(example = "0198c1f0-1111-7000-8000-00000000000a") @NotNull @Pattern(regexp = Ids.FORM) String from,

            @Schema(example = "0198c1f0-1111-7000-8000-00000000000b") @NotNull @Pattern(regexp = Ids.FORM) String to,

            @Schema(example = "100000.00") @NotNull @Positive @Digits(integer = 15, fraction = 4) BigDecimal amount,

            @Schema(example = "Suzhou opened a second office") @NotBlank @Size(max = Limits.TEXT) String reason,

            @Schema(example = "2024-08-01T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Closing")
    record Closing(
            @Schema(
                    example = "6310000.00",
                    description = "the figure that the closer confirms, as the reports measure it; absent to confirm"
                            + " whatever they measure")
            @Digits(integer = 15, fraction = 4) @Nullable BigDecimal actual,

            @Schema(example = "2025-01-06T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "ClosingByException")
    record ClosingByException(
            @Schema(example = "6310000.00", description = "what it came to, in its unit; another than is measured")
            @NotNull @Digits(integer = 15, fraction = 4) BigDecimal actual,

            @Schema(example = "an order of March was entered for April") @NotBlank @Size(max = Limits.TEXT) String reason,

            @Schema(example = "2025-01-06T02:00:00Z") @Nullable Instant occurredAt) {}

    /** What a goal's scope reached a year before. */
    @Schema(name = "BaselineProposal")
    record BaselineProposal(
            @Schema(example = "2023-07-01") LocalDate from,
            @Schema(example = "2023-12-31") LocalDate to,

            @Schema(example = "5000000.00", description = "in the goal's unit; for growth, in the plan's currency")
            @Nullable BigDecimal baseline,

            @Schema(description = "why the reports have no figure, or what it leaves out") @Nullable String refusal) {}

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

    @PostMapping("/{goalId}/decompositions")
    @Operation(
            summary = "Split a goal along one dimension",
            description =
                    "All children come into being as goals of their own, or none does. Periods cover the whole period.")
    ResponseEntity<Answer> decompose(@PathVariable String goalId, @Valid @RequestBody NewDecomposition body) {
        List<Part> parts = new ArrayList<>();
        for (PartBody part : body.parts()) {
            parts.add(part.toPart("parts[" + parts.size() + "]"));
        }
        return commands.apply(new DecomposeGoal(
                new GoalId(goalId),
                body.decompositionId() == null ? TimeOrderedIds.next() : body.decompositionId(),
                body.dimension(),
                body.way(),
                parts,
                body.occurredAt()));
    }

    @PostMapping("/{goalId}/decompositions/{decompositionId}/reallot")
    @Operation(summary = "Move target from one child to another", description = "The sum never changes.")
    ResponseEntity<Answer> reallot(
            @PathVariable String goalId, @PathVariable String decompositionId, @Valid @RequestBody Reallotment body) {
        return commands.apply(new ReallotTarget(
                new GoalId(goalId),
                decompositionId,
                new GoalId(body.from()),
                new GoalId(body.to()),
                body.amount(),
                body.reason(),
                body.occurredAt()));
    }

    @PostMapping("/{goalId}/decompositions/{decompositionId}/withdraw")
    @Operation(summary = "Take a decomposition back", description = "Its children are abandoned.")
    ResponseEntity<Answer> withdraw(
            @PathVariable String goalId, @PathVariable String decompositionId, @Valid @RequestBody Reason body) {
        return commands.apply(
                new WithdrawDecomposition(new GoalId(goalId), decompositionId, body.reason(), body.occurredAt()));
    }

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

    @GetMapping("/{goalId}/ledger")
    @Operation(summary = "Read what a goal allotted to whom, and how that moved")
    GoalView.Ledger ledger(@PathVariable String goalId) {
        return view.ledger(new GoalId(goalId), current.visibility());
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

    @GetMapping("/{goalId}/history")
    @Operation(summary = "Read what happened to a goal, by whom, when and why")
    List<History.Entry> history(@PathVariable String goalId) {
        view.summary(new GoalId(goalId), current.visibility());
        return history.of(goalId);
    }
}
