package io.plumbline.goal.plans;

import io.plumbline.goal.plans.PlanCommand.ActivatePlan;
import io.plumbline.goal.plans.PlanCommand.AnalyseMarket;
import io.plumbline.goal.plans.PlanCommand.ApprovePlan;
import io.plumbline.goal.plans.PlanCommand.ApproveResource;
import io.plumbline.goal.plans.PlanCommand.AssessCapacity;
import io.plumbline.goal.plans.PlanCommand.AssessRisk;
import io.plumbline.goal.plans.PlanCommand.CitePractice;
import io.plumbline.goal.plans.PlanCommand.ClosePlan;
import io.plumbline.goal.plans.PlanCommand.CloseRisk;
import io.plumbline.goal.plans.PlanCommand.ConsumeResource;
import io.plumbline.goal.plans.PlanCommand.DraftPlan;
import io.plumbline.goal.plans.PlanCommand.DropStrategy;
import io.plumbline.goal.plans.PlanCommand.IdentifyRisk;
import io.plumbline.goal.plans.PlanCommand.RefuseResource;
import io.plumbline.goal.plans.PlanCommand.RejectPlan;
import io.plumbline.goal.plans.PlanCommand.RequestResource;
import io.plumbline.goal.plans.PlanCommand.RespondToRisk;
import io.plumbline.goal.plans.PlanCommand.SetStrategy;
import io.plumbline.goal.plans.PlanCommand.SubmitPlan;
import io.plumbline.goal.values.Currencies;
import io.plumbline.goal.values.Limits;
import io.plumbline.goal.values.PeriodBody;
import io.plumbline.goal.values.PlanId;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.web.AllowedCurrency;
import io.plumbline.platform.write.Answer;
import io.plumbline.platform.write.CommandRejected;
import io.plumbline.platform.write.Commands;
import io.plumbline.platform.write.Ids;
import io.plumbline.platform.write.Moment;
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
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
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

    @Schema(name = "NewPlan")
    record NewPlan(
            @Schema(example = "0198c1f0-2222-7000-8000-000000000001", description = "absent to have one made")
            @Pattern(regexp = Ids.FORM) @Nullable String planId,

            @Schema(example = "ANNUAL") @NotNull PlanType type,

            @Schema(example = "East China 2024") @NotBlank @Size(max = Limits.NAME) String name,

            @Schema(example = "EAST-CHINA") @NotNull @Pattern(regexp = TerritoryCode.FORM) String territory,

            @Schema(example = "wei.manager") @NotBlank @Size(max = Limits.SUBJECT) String owner,

            @Schema(example = "CNY") @NotNull @Size(max = 3) @AllowedCurrency
            String currency,

            @NotNull @Valid PeriodBody period,

            @Schema(example = "[]", description = "practices of the library that it builds on")
            @Size(max = 100) @Nullable List<@NotNull @Pattern(regexp = Ids.FORM) String> cites,

            @Schema(example = "2023-11-20T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "MarketAnalysis")
    record Market(
            @Schema(example = "1200000000", description = "in the plan's currency, of a year or of sizePeriod")
            @PositiveOrZero @Digits(integer = 18, fraction = 4) @Nullable BigDecimal size,

            @Schema(description = "the period that the size is for; absent for a year") @Valid @Nullable PeriodBody sizePeriod,

            @Schema(example = "0.08", description = "a year, as a fraction")
            @DecimalMin("-1") @DecimalMax("100") @Digits(integer = 3, fraction = 6) @Nullable BigDecimal growth,

            @Schema(example = "[\"large\"]") @Size(max = 100) @Nullable List<@NotBlank @Size(max = 100) String> targetSegments,

            @Size(max = 50) @Nullable List<@NotNull @Valid Competitor> competitors,

            @Schema(example = "subsidies for automation end in 2025") @Size(max = Limits.TEXT) @Nullable String policyFactors,

            @Schema(example = "exports slow down") @Size(max = Limits.TEXT) @Nullable String economicFactors,

            @Schema(example = "2023-11-21T02:00:00Z") @Nullable Instant occurredAt) {

        @Schema(name = "Competitor")
        record Competitor(
                @Schema(example = "Northern Drives") @NotBlank @Size(max = Limits.NAME) String name,

                @Schema(example = "service within a day") @NotNull @Size(max = Limits.TEXT) String strengths,

                @Schema(example = "no controllers of its own") @NotNull @Size(max = Limits.TEXT) String weaknesses,

                @Schema(example = "5 % below ours") @Size(max = Limits.NAME) @Nullable String price) {}

        MarketAnalysis toAnalysis() {
            if (size == null && sizePeriod != null) {
                throw CommandRejected.invalid("needs-size", "sizePeriod", "a period is of a size, and there is none");
            }
            return new MarketAnalysis(
                    size,
                    sizePeriod == null ? null : sizePeriod.toPeriod(),
                    growth,
                    Objects.requireNonNullElse(targetSegments, List.of()),
                    Objects.requireNonNullElse(competitors, List.<Competitor>of()).stream()
                            .map(rival -> new MarketAnalysis.Competitor(
                                    rival.name(), rival.strengths(), rival.weaknesses(), rival.price()))
                            .toList(),
                    policyFactors,
                    economicFactors);
        }
    }

    @Schema(name = "Strategy")
    record StrategyBody(
            @Schema(example = "CHANNEL") @NotNull Strategy.Kind kind,

            @Schema(example = "search and social, to be found by those who compare") @NotBlank @Size(max = Limits.TEXT) String description,

            @Schema(description = "of CHANNEL") @Valid @Nullable Share channel,

            @Schema(example = "2023-11-22T02:00:00Z") @Nullable Instant occurredAt) {

        @Schema(name = "ChannelShare")
        record Share(
                @Schema(example = "online") @NotBlank @Size(max = 100) String channel,

                @Schema(example = "0.20", description = "of the plan's budget, as a fraction")
                @NotNull @PositiveOrZero @DecimalMax("1") @Digits(integer = 1, fraction = 6) BigDecimal budgetShare,

                @Schema(example = "0.30", description = "of all the plan's leads of the kind, as a fraction")
                @NotNull @PositiveOrZero @DecimalMax("1") @Digits(integer = 1, fraction = 6) BigDecimal expectedShare,

                @Schema(example = "LEADS") @NotNull Strategy.Yield of) {}

        Strategy toStrategy(String strategyId) {
            return new Strategy(
                    strategyId,
                    kind,
                    description,
                    channel == null
                            ? null
                            : new Strategy.ChannelShare(
                                    channel.channel(), channel.budgetShare(), channel.expectedShare(), channel.of()));
        }
    }

    @Schema(name = "CapacityQuestion")
    record CapacityBody(
            @Schema(example = "5") @Min(0) @Max(100_000) int representatives,

            @Schema(example = "12", description = "new customers that one representative can take on a month")
            @Min(1) @Max(10_000) int customersPerMonth,

            @Schema(example = "3", description = "absent for the months of the plan's period")
            @Min(1) @Max(120) @Nullable Integer months,

            @Schema(example = "300") @Min(0) @Max(1_000_000_000) int newCustomerGoal,

            @Schema(example = "2023-11-23T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "ResourceRequest")
    record ResourceBody(
            @Schema(example = "0198c1f0-8888-7000-8000-000000000001", description = "absent to have one made")
            @Pattern(regexp = Ids.FORM) @Nullable String resourceId,

            @Schema(example = "BUDGET") @NotNull Resource.Kind kind,

            @Schema(example = "PROMOTION", description = "of BUDGET")
            Resource.@Nullable Category category,

            @Schema(example = "fairs in Shanghai and Suzhou") @NotBlank @Size(max = Limits.TEXT) String description,

            @Schema(example = "300000.00", description = "people, pieces, or money in the plan's currency")
            @NotNull @Positive @Digits(integer = 15, fraction = 4) BigDecimal amount,

            @Schema(example = "2023-11-24T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "ResourceApproval")
    record Approval(
            @Schema(example = "250000.00", description = "absent for all that was requested")
            @Positive @Digits(integer = 15, fraction = 4) @Nullable BigDecimal amount,

            @Schema(example = "2023-11-25T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Consumption")
    record Consumption(
            @Schema(example = "80000.00") @NotNull @Positive @Digits(integer = 15, fraction = 4) BigDecimal amount,

            @Schema(example = "the stand in Shanghai") @NotBlank @Size(max = Limits.TEXT) String purpose,

            @Schema(example = "2024-03-10T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "NewRisk")
    record NewRisk(
            @Schema(example = "0198c1f0-6666-7000-8000-000000000001", description = "absent to have one made")
            @Pattern(regexp = Ids.FORM) @Nullable String riskId,

            @Schema(example = "the main supplier is late") @NotBlank @Size(max = Limits.TEXT) String description,

            @Schema(example = "2023-11-26T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "RiskAssessment")
    record Assessment(
            @Schema(example = "3") @Min(1) @Max(5) int likelihood,
            @Schema(example = "4") @Min(1) @Max(5) int impact,

            @Schema(example = "2023-11-27T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "RiskResponse")
    record Response(
            @Schema(example = "qualify a second supplier by March") @NotBlank @Size(max = Limits.TEXT) String response,

            @Schema(example = "2023-11-28T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Citation")
    record Citation(
            @Schema(example = "0198c1f0-5555-7000-8000-000000000001") @NotNull @Pattern(regexp = Ids.FORM) String practiceId,

            @Schema(example = "2023-11-29T02:00:00Z") @Nullable Instant occurredAt) {}

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

    @PostMapping("/{planId}/citations")
    @Operation(summary = "Cite a practice of the library")
    ResponseEntity<Answer> cite(@PathVariable String planId, @Valid @RequestBody Citation body) {
        return commands.apply(
                new CitePractice(new PlanId(planId), new PracticeId(body.practiceId()), body.occurredAt()));
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
