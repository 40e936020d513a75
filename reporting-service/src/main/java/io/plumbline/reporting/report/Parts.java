package io.plumbline.reporting.report;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What reports can be asked for beside their instants and filters. The same parameter means the same in all of them. */
public final class Parts {

    private static final int WITHIN_DAYS = 90;

    /** The days that a figure is of. */
    public static final Part<Period> PERIOD =
            new Part<>(Period.class, asked -> List.of(Argument.of(asked.get(Period.class))));

    /** The one currency in which amounts are wanted. */
    public static final Part<Money> MONEY = new Part<>(Money.class, asked -> {
        Money money = asked.get(Money.class);
        return List.of(Argument.money(
                money.currency(), Objects.requireNonNullElse(money.rates(), Rates.BOOKING), money.plan()));
    });

    /** The one currency in which goals are wanted, at rates of each goal's plan unless others are named. */
    public static final Part<GoalMoney> GOAL_MONEY = new Part<>(GoalMoney.class, asked -> {
        GoalMoney money = asked.get(GoalMoney.class);
        return List.of(Argument.money(money.currency(), money.rates(), money.plan()));
    });

    /** By which tree and to whom what happened belongs. */
    public static final Part<CreditedTo> CREDIT = new Part<>(
            CreditedTo.class,
            asked -> List.of(Argument.of(
                    "credit",
                    Objects.requireNonNullElse(asked.get(CreditedTo.class).credit(), Credit.ORIGINAL)
                            .name())));

    /** One goal instead of all. */
    public static final Part<OfGoal> GOAL = new Part<>(
            OfGoal.class,
            asked -> List.of(Argument.of("only_goal", asked.get(OfGoal.class).goal())));

    /** The goal that is meant. */
    public static final Part<OfOneGoal> ONE_GOAL = new Part<>(
            OfOneGoal.class,
            asked -> List.of(Argument.of("only_goal", asked.get(OfOneGoal.class).goal())));

    /** One plan instead of all. */
    public static final Part<OfPlan> PLAN = new Part<>(
            OfPlan.class,
            asked -> List.of(Argument.of("only_plan", asked.get(OfPlan.class).plan())));

    /** Of which status goals are wanted. */
    public static final Part<InStatus> STATUS = new Part<>(InStatus.class, asked -> {
        List<GoalStatus> status = asked.get(InStatus.class).status();
        return List.of(Argument.of(
                "statuses",
                status == null || status.isEmpty()
                        ? null
                        : status.stream().map(GoalStatus::name).toArray(String[]::new)));
    });

    /** Whose working days count. */
    public static final Part<ByCalendar> CALENDAR = new Part<>(
            ByCalendar.class,
            asked -> List.of(
                    Argument.of("wanted_calendar", asked.get(ByCalendar.class).calendar())));

    /** Thresholds of the lights to be tried. */
    public static final Part<Thresholds> THRESHOLDS = new Part<>(Thresholds.class, asked -> {
        Thresholds tried = asked.get(Thresholds.class);
        return List.of(Argument.of("red_below", tried.redBelow()), Argument.of("yellow_below", tried.yellowBelow()));
    });

    /** The most that a child's attainment counts. */
    public static final Part<Capped> CAP = new Part<>(
            Capped.class,
            asked -> List.of(Argument.of("cap", asked.get(Capped.class).cap())));

    /** To what the rate of an incentive applies. */
    public static final Part<WithBase> BASE = new Part<>(
            WithBase.class,
            asked -> List.of(Argument.of("base", asked.get(WithBase.class).base())));

    /** When a forecast stood. */
    public static final Part<Forecasted> FORECAST_AT = new Part<>(
            Forecasted.class,
            asked -> List.of(Argument.of(
                    "forecast_at", asked.get(Forecasted.class).forecastAt().atOffset(ZoneOffset.UTC))));

    /** How soon a customer has to come again. */
    public static final Part<WithinDays> WITHIN = new Part<>(
            WithinDays.class,
            asked -> List.of(Argument.of(
                    "within_days",
                    Objects.requireNonNullElse(asked.get(WithinDays.class).within(), WITHIN_DAYS))));

    /** From where a bridge leads to asOf, and when what it counts is expected to close. */
    public static final Part<Bridge> BRIDGE = new Part<>(Bridge.class, asked -> {
        Bridge bridge = asked.get(Bridge.class);
        return List.of(
                Argument.of("since", bridge.since().atOffset(ZoneOffset.UTC)),
                Argument.of("close_from", bridge.closeFrom()),
                Argument.of("close_to", bridge.closeTo()));
    });

    /** The period that another is compared with. */
    public static final Part<PriorPeriod> PRIOR = new Part<>(PriorPeriod.class, asked -> {
        Period period = asked.get(Period.class);
        PriorPeriod prior = asked.get(PriorPeriod.class);
        return List.of(Argument.of("prior_from", prior.from(period)), Argument.of("prior_to", prior.to(period)));
    });

    private Parts() {}

    /** What became of a goal. */
    public enum GoalStatus {
        DRAFT,
        SUBMITTED,
        APPROVED,
        REJECTED,
        ACTIVE,
        ACHIEVED,
        MISSED,
        ABANDONED
    }

    record CreditedTo(
            @Parameter(
                    description =
                            "to the territory and representative of the entry, in the tree of its day, or to those that"
                                    + " the customer has at asOf; ORIGINAL by default")
            @Nullable Credit credit) {}

    record GoalMoney(
            @Parameter(description = "ISO 4217; each goal's own by default")
            @Nullable @Pattern(regexp = "[A-Z]{3}", message = "a currency is three letters, such as CNY") String currency,

            @Parameter(description = "at which amounts are converted; those of the goal's plan by default") @Nullable Rates rates,

            @Parameter(description = "whose rates are meant, instead of the goal's own plan's") @Nullable String plan) {}

    record OfGoal(
            @Parameter(description = "the id of a goal; all by default") @Nullable String goal) {}

    record OfOneGoal(
            @Parameter(description = "the id of a goal") @NotBlank String goal) {}

    record OfPlan(
            @Parameter(description = "the id of a plan; all by default") @Nullable String plan) {}

    record InStatus(
            @Parameter(description = "of the goals that are wanted; approved, active and closed ones by default")
            @Nullable List<GoalStatus> status) {}

    record ByCalendar(
            @Parameter(description = "whose working days count, instead of the one assigned to the goal's territory")
            @Nullable String calendar) {}

    record Thresholds(
            @Parameter(description = "instead of the policy's, a share") @Nullable BigDecimal redBelow,

            @Parameter(description = "instead of the policy's, a share") @Nullable BigDecimal yellowBelow) {}

    record Capped(
            @Parameter(description = "the most that a child's attainment counts, a share; the policy's by default")
            @Nullable @Positive BigDecimal cap) {}

    record WithBase(
            @Parameter(description = "to which a rate applies, in the scheme's currency") @Nullable @PositiveOrZero BigDecimal base) {}

    record Forecasted(
            @Parameter(description = "the instant at which the forecast stood") @NotNull Instant forecastAt) {}

    record WithinDays(
            @Parameter(description = "days, 90 by default") @Nullable @Positive @Max(3650) Integer within) {}

    record Bridge(
            @Parameter(description = "the instant that the bridge begins at; it leads to asOf") @NotNull Instant since,

            @Parameter(
                    description =
                            "first day of the window in which opportunities are expected to close; no limit by default")
            @Nullable LocalDate closeFrom,

            @Parameter(description = "its last day") @Nullable LocalDate closeTo) {}
}
