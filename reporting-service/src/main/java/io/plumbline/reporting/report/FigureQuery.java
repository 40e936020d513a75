package io.plumbline.reporting.report;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.MissingServletRequestParameterException;

/**
 * What single figures ask for beside what {@link ReportQuery} holds.
 *
 * @param firstDay of the period
 * @param lastDay of the period
 * @param goal id; null: all goals, of a figure that can show several
 * @param dimension along what the figure is divided
 * @param since the instant that a bridge begins at
 * @param within days, of the figure that has a limit
 * @param currency in which amounts are wanted, as in {@link Money}
 * @param rates at which they are converted
 * @param plan whose rates are meant; of a figure of plans, the one that is meant, null: all plans
 * @param cap the most that a child's attainment counts in a score, a share
 * @param base to which the rate of an incentive applies, in its scheme's currency
 * @param priorFrom first day of the period that sales are compared with, as in {@link PriorPeriod}
 * @param priorTo its last day
 * @param credit by which tree and to whom sales belong, of sales and goals; ORIGINAL by default
 */
public record FigureQuery(
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay,
        @Nullable String goal,
        @Nullable String dimension,
        @Nullable Instant since,
        @Nullable @Positive @Max(3650) Integer within,

        @Nullable @Pattern(regexp = "[A-Z]{3}", message = "a currency is three letters, such as CNY") String currency,

        @Nullable Rates rates,
        @Nullable String plan,
        @Nullable @Positive BigDecimal cap,
        @Nullable @PositiveOrZero BigDecimal base,
        @Nullable LocalDate priorFrom,
        @Nullable LocalDate priorTo,
        @Nullable Credit credit) {

    @AssertTrue(message = PriorPeriod.ORDERED) public boolean isPriorOrdered() {
        return prior().isPriorOrdered();
    }

    FigureQuery ofGoal(String other) {
        return new FigureQuery(
                firstDay, lastDay, other, dimension, since, within, currency, rates, plan, cap, base, priorFrom,
                priorTo, credit);
    }

    FigureQuery creditedBy(Credit other) {
        return new FigureQuery(
                firstDay, lastDay, goal, dimension, since, within, currency, rates, plan, cap, base, priorFrom, priorTo,
                other);
    }

    /** By which tree and to whom what happened belongs. */
    public Credit creditOrDefault() {
        return credit == null ? Credit.ORIGINAL : credit;
    }

    /** The currency in which amounts are wanted. */
    public Money money() throws MissingServletRequestParameterException {
        if (rates == Rates.PLAN) {
            required("plan", plan);
        }
        return new Money(currency, rates, plan);
    }

    /** The goal of a figure that shows one. */
    public String oneGoal() throws MissingServletRequestParameterException {
        return required("goal", goal);
    }

    /** The period that sales are compared with. */
    public PriorPeriod prior() {
        return new PriorPeriod(priorFrom, priorTo);
    }

    /** The period of a figure that has one. */
    public Period period() throws MissingServletRequestParameterException {
        return new Period(required("firstDay", firstDay), required("lastDay", lastDay));
    }

    /** Along what a divided figure is divided: the name of a constant. */
    public <E extends Enum<E>> E dimension(Class<E> dimensions) throws MissingServletRequestParameterException {
        String wanted = required("dimension", dimension);
        for (E constant : Objects.requireNonNull(dimensions.getEnumConstants())) {
            if (constant.name().equals(wanted)) {
                return constant;
            }
        }
        throw UnknownValue.ofConstants(
                "dimension",
                wanted,
                Arrays.stream(dimensions.getEnumConstants()).map(Enum::name).toList());
    }

    /** Days, of the figure that has a limit. */
    public int within(int otherwise) {
        return within == null ? otherwise : within;
    }

    /** The instant that a bridge begins at. */
    public Object begin() throws MissingServletRequestParameterException {
        return required("since", since).atOffset(ZoneOffset.UTC);
    }

    private static <T> T required(String name, @Nullable T value) throws MissingServletRequestParameterException {
        if (value == null) {
            throw new MissingServletRequestParameterException(name, "String");
        }
        return value;
    }
}
