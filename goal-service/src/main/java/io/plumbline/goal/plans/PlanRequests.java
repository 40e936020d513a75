package io.plumbline.goal.plans;

import io.plumbline.goal.values.Limits;
import io.plumbline.goal.values.PeriodBody;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.web.AllowedCurrency;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Ids;
import io.swagger.v3.oas.annotations.media.Schema;
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

/** What requests about plans say. */
final class PlanRequests {

    private PlanRequests() {}

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
}
