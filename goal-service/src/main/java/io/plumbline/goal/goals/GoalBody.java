package io.plumbline.goal.goals;

import io.plumbline.goal.values.Currencies;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.Limits;
import io.plumbline.goal.values.PeriodBody;
import io.plumbline.goal.values.PlanId;
import io.plumbline.goal.values.Scope;
import io.plumbline.goal.values.ScopeBody;
import io.plumbline.platform.web.AllowedCurrency;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Ids;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A goal in a request. A draft needs a name and an owner; the rest is asked for when it is submitted. */
@Schema(name = "GoalDraft")
record GoalBody(
        @Schema(example = "0198c1f0-1111-7000-8000-000000000001", description = "absent to have one made")
        @Pattern(regexp = Ids.FORM) @Nullable String goalId,

        @Schema(example = "East China, second half of 2024") @NotBlank @Size(max = Limits.NAME) String name,

        @Schema(example = "SALES_AMOUNT") @Nullable Metric metric,

        @Schema(example = "CNY", description = "of a metric of money, ISO 4217")
        @Size(max = 3) @AllowedCurrency
        @Nullable String currency,

        @Schema(example = "CNY", description = "of UNITS; every other metric has its own")
        @Size(min = 1, max = 40) @Nullable String unit,

        @Schema(description = "of ACTIVITIES") @Nullable ActivityKind activityKind,

        @Schema(description = "of MIX: what the share is of, and the narrower scope it falls in") @Valid @Nullable NumeratorBody numerator,

        @Schema(example = "6500000.00", description = "in the unit; a percentage as such, 60 for 60 %")
        @PositiveOrZero @Digits(integer = 15, fraction = 4) @Nullable BigDecimal target,

        @Schema(example = "5000000.00", description = "what the target grows from")
        @PositiveOrZero @Digits(integer = 15, fraction = 4) @Nullable BigDecimal baseline,

        @Valid @Nullable PeriodBody period,

        @Valid @Nullable ScopeBody scope,

        @Schema(example = "wei.manager") @NotBlank @Size(max = Limits.SUBJECT) String owner,

        @Schema(example = "0.4", description = "in its parent, as a fraction of 1")
        @PositiveOrZero @DecimalMax("1") @Digits(integer = 1, fraction = 12) @Nullable BigDecimal weight,

        @Size(max = 400) @Nullable List<@NotNull @Valid PhaseBody> phasing,

        @Schema(
                example = "0.05",
                description = "how far off its phased target a phase may close, as a fraction; 0.05 if absent")
        @PositiveOrZero @DecimalMax("1") @Digits(integer = 1, fraction = 12) @Nullable BigDecimal completionTolerance,

        @Size(max = 10) @Nullable List<@NotNull @Valid StretchBody> stretch,

        @Schema(example = "0198c1f0-2222-7000-8000-000000000001") @Pattern(regexp = Ids.FORM) @Nullable String planId,

        @Schema(example = "0198c1f0-1111-7000-8000-000000000009") @Pattern(regexp = Ids.FORM) @Nullable String parentId,

        @Schema(
                example = "two large tenders are as good as won",
                description = "why it is achievable though the figures may say no")
        @Size(max = Limits.TEXT) @Nullable String justification,

        @Schema(example = "2024-06-20T02:00:00Z", description = "absent for now; never in the future") @Nullable Instant occurredAt) {

    @Schema(name = "Phase")
    record PhaseBody(
            @Schema(example = "2024-07-01") @NotNull LocalDate from,
            @Schema(example = "2024-09-30") @NotNull LocalDate to,

            @Schema(example = "3000000.00") @NotNull @PositiveOrZero @Digits(integer = 15, fraction = 4) BigDecimal target) {

        Phase toPhase() {
            return new Phase(new PeriodBody(from, to).toPeriod(), target);
        }
    }

    @Schema(name = "StretchLevel")
    record StretchBody(
            @Schema(example = "stretch") @NotBlank @Size(max = Limits.NAME) String name,

            @Schema(example = "7000000.00") @NotNull @PositiveOrZero @Digits(integer = 15, fraction = 4) BigDecimal target) {}

    @Schema(name = "Numerator")
    record NumeratorBody(
            @Schema(example = "SALES_AMOUNT") @NotNull Metric metric,
            @NotNull @Valid ScopeBody scope) {}

    static GoalBody of(GoalId goalId, GoalDefinition goal) {
        Measure measure = goal.measure();
        return new GoalBody(
                goalId.value(),
                goal.name(),
                measure == null ? null : measure.metric(),
                measure == null || measure.currency() == null
                        ? null
                        : measure.currency().getCurrencyCode(),
                measure == null ? null : measure.unit(),
                measure == null ? null : measure.activityKind(),
                measure == null || measure.numerator() == null
                        ? null
                        : new NumeratorBody(
                                measure.numerator().metric(),
                                ScopeBody.of(measure.numerator().scope())),
                goal.target(),
                goal.baseline(),
                goal.period() == null ? null : PeriodBody.of(goal.period()),
                ScopeBody.of(goal.scope()),
                goal.owner(),
                goal.weight(),
                goal.phasing().stream()
                        .map(phase -> new PhaseBody(
                                phase.period().from(), phase.period().to(), phase.target()))
                        .toList(),
                goal.completionTolerance(),
                goal.stretch().stream()
                        .map(level -> new StretchBody(level.name(), level.target()))
                        .toList(),
                goal.planId() == null ? null : goal.planId().value(),
                goal.parentId() == null ? null : goal.parentId().value(),
                goal.justification(),
                null);
    }

    /** @throws CommandRejected where what it says is wrong in itself */
    GoalDefinition toDefinition() {
        return new GoalDefinition(
                name,
                metric == null ? null : measure(metric),
                target,
                baseline,
                period == null ? null : period.toPeriod(),
                scope == null ? Scope.EVERYTHING : scope.toScope(),
                owner,
                weight,
                phases(phasing),
                Objects.requireNonNullElse(completionTolerance, GoalDefinition.DEFAULT_TOLERANCE),
                stretch == null
                        ? List.of()
                        : stretch.stream()
                                .map(level -> new StretchLevel(level.name(), level.target()))
                                .toList(),
                planId == null ? null : new PlanId(planId),
                parentId == null ? null : new GoalId(parentId),
                justification);
    }

    static List<Phase> phases(@Nullable List<PhaseBody> phasing) {
        return phasing == null
                ? List.of()
                : phasing.stream().map(PhaseBody::toPhase).toList();
    }

    private Measure measure(Metric what) {
        if (unit != null && what.fixedUnit() != null && !unit.equals(what.fixedUnit())) {
            throw CommandRejected.invalid("fits-metric", "unit", what + " is in " + what.fixedUnit());
        }
        if (what.isMoney() && unit != null && !unit.equals(currency)) {
            throw CommandRejected.invalid("fits-metric", "unit", what + " is in its currency");
        }
        return new Measure(
                what,
                unit,
                currency == null ? null : Currencies.of("currency", currency),
                activityKind,
                numerator == null
                        ? null
                        : new Measure.Numerator(
                                numerator.metric(), numerator.scope().toScope()));
    }
}
