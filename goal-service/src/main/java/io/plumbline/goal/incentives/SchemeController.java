package io.plumbline.goal.incentives;

import io.plumbline.goal.incentives.SchemeCommand.DefineScheme;
import io.plumbline.goal.incentives.SchemeCommand.RecordAward;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Limits;
import io.plumbline.goal.values.PlanId;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Ids;
import io.plumbline.platform.write.history.History;
import io.plumbline.platform.write.store.TimeOrderedIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
@RequestMapping("/api/incentive-schemes")
@Tag(name = "Incentive schemes", description = "What attainment earns")
class SchemeController {

    private final Commands commands;
    private final SchemeView view;
    private final CurrentAuthority current;
    private final History history;

    SchemeController(Commands commands, SchemeView view, CurrentAuthority current, History history) {
        this.commands = commands;
        this.view = view;
        this.current = current;
        this.history = history;
    }

    @Schema(name = "Band", description = "From the first (included) to the second (not included), a rate or a sum.")
    record BandBody(
            @Schema(example = "0.8") @NotNull @PositiveOrZero @Digits(integer = 3, fraction = 4) BigDecimal from,

            @Schema(example = "0.9", description = "absent where it is open")
            @Digits(integer = 3, fraction = 4) @Nullable BigDecimal to,

            @Schema(example = "0.5") @PositiveOrZero @Digits(integer = 6, fraction = 6) @Nullable BigDecimal rate,

            @Schema(example = "5000.00") @PositiveOrZero @Digits(integer = 15, fraction = 4) @Nullable BigDecimal sum) {}

    @Schema(name = "Reward")
    record RewardBody(
            @Schema(example = "TRAINING_PLACE") @NotNull Reward.Kind kind,

            @Schema(example = "a week at the academy") @NotBlank @Size(max = Limits.TEXT) String description,

            @Schema(example = "1.0", description = "the completion that earns it")
            @NotNull @PositiveOrZero @Digits(integer = 3, fraction = 4) BigDecimal from) {}

    @Schema(name = "NewScheme")
    record NewScheme(
            @Schema(example = "0198c1f0-aaaa-7000-8000-000000000001", description = "absent to have one made")
            @Pattern(regexp = Ids.FORM) @Nullable String schemeId,

            @Schema(example = "0198c1f0-2222-7000-8000-000000000001") @NotNull @Pattern(regexp = Ids.FORM) String planId,

            @Schema(example = "Bonus 2024") @NotBlank @Size(max = Limits.NAME) String name,

            @NotEmpty @Size(max = 50) List<@NotNull @Valid BandBody> bands,

            @Schema(example = "1.2", description = "the completion above which nothing more is earned")
            @PositiveOrZero @Digits(integer = 3, fraction = 4) @Nullable BigDecimal cap,

            @Size(max = 50) @Nullable List<@NotNull @Valid RewardBody> rewards,

            @Schema(example = "2023-12-01T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "NewAward")
    record NewAward(
            @Schema(example = "0198c1f0-bbbb-7000-8000-000000000001", description = "absent to have one made")
            @Pattern(regexp = Ids.FORM) @Nullable String awardId,

            @Schema(example = "0198c1f0-1111-7000-8000-000000000001", description = "closed; its completion counts")
            @NotNull @Pattern(regexp = Ids.FORM) String goalId,

            @Schema(example = "mei.rep") @NotBlank @Size(max = Limits.SUBJECT) String representative,

            @Schema(example = "10000.00") @NotNull @PositiveOrZero @Digits(integer = 15, fraction = 4) BigDecimal base,

            @Schema(example = "8000.00", description = "absent for the entitlement")
            @PositiveOrZero @Digits(integer = 15, fraction = 4) @Nullable BigDecimal amount,

            @Schema(example = "[\"PUBLIC_PRAISE\"]") @Size(max = 10) @Nullable List<Reward.@NotNull Kind> rewards,

            @Schema(example = "as the scheme says") @NotBlank @Size(max = Limits.TEXT) String reason,

            @Schema(example = "2025-01-10T02:00:00Z") @Nullable Instant occurredAt) {}

    @PostMapping
    @Operation(summary = "Attach an incentive scheme to a plan")
    ResponseEntity<Answer> define(@Valid @RequestBody NewScheme body) {
        return commands.create(new DefineScheme(
                new SchemeId(body.schemeId() == null ? TimeOrderedIds.next() : body.schemeId()),
                new PlanId(body.planId()),
                body.name(),
                body.bands().stream()
                        .map(band -> new Band(band.from(), band.to(), band.rate(), band.sum()))
                        .toList(),
                body.cap(),
                Objects.requireNonNullElse(body.rewards(), List.<RewardBody>of()).stream()
                        .map(reward -> new Reward(reward.kind(), reward.description(), reward.from()))
                        .toList(),
                body.occurredAt()));
    }

    @PostMapping("/{schemeId}/awards")
    @Operation(
            summary = "Record what a manager decided to award",
            description = "A manager of the plan's territory only. The entitlement is kept beside it.")
    ResponseEntity<Answer> award(@PathVariable String schemeId, @Valid @RequestBody NewAward body) {
        return commands.apply(new RecordAward(
                new SchemeId(schemeId),
                body.awardId() == null ? TimeOrderedIds.next() : body.awardId(),
                new GoalId(body.goalId()),
                body.representative(),
                body.base(),
                body.amount(),
                Objects.requireNonNullElse(body.rewards(), List.of()),
                body.reason(),
                body.occurredAt()));
    }

    @GetMapping("/{schemeId}")
    @Operation(summary = "Read an incentive scheme with what was awarded")
    SchemeView.InFull one(@PathVariable String schemeId) {
        return view.inFull(new SchemeId(schemeId), current.visibility());
    }

    @GetMapping("/{schemeId}/entitlement")
    @Operation(summary = "Compute what a completion entitles to")
    Terms.Entitlement entitlement(
            @PathVariable String schemeId,
            @Parameter(description = "actual over target, as a fraction", example = "0.93")
                    @RequestParam
                    @PositiveOrZero @Digits(integer = 6, fraction = 18) BigDecimal completion,
            @Parameter(description = "what a rate applies to, in the scheme's currency", example = "10000.00")
                    @RequestParam
                    @PositiveOrZero @Digits(integer = 15, fraction = 4) BigDecimal base) {
        return view.inFull(new SchemeId(schemeId), current.visibility()).terms().entitlement(completion, base);
    }

    @GetMapping("/{schemeId}/history")
    @Operation(summary = "Read what happened to a scheme, by whom, when and why")
    List<History.Entry> history(@PathVariable String schemeId) {
        view.inFull(new SchemeId(schemeId), current.visibility());
        return history.of(schemeId);
    }
}
