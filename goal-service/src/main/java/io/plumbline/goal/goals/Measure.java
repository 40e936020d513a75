package io.plumbline.goal.goals;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.plumbline.goal.values.Scope;
import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, and in what.
 *
 * @param unit null where a draft has not said it yet
 * @param currency of a metric of money, else null
 * @param activityKind of {@link Metric#ACTIVITIES}, else null
 * @param numerator of {@link Metric#MIX}, else null
 */
record Measure(
        Metric metric,
        @Nullable String unit,
        @Nullable Currency currency,
        @Nullable ActivityKind activityKind,
        @Nullable Numerator numerator) {

    /** Of a mix: the share of {@code metric} in the goal's scope that falls in this narrower scope. */
    record Numerator(Metric metric, Scope scope) {

        Numerator {
            if (!metric.isAdditive()) {
                throw CommandRejected.invalid(
                        "additive", "numerator.metric", "a share can only be of what adds up, not of " + metric);
            }
        }
    }

    Measure {
        if (metric.isMoney()) {
            if (currency != null) {
                unit = currency.getCurrencyCode();
            }
        } else {
            refuse(currency != null, "currency", metric);
            unit = metric.fixedUnit() == null ? unit : metric.fixedUnit();
        }
        refuse(activityKind != null && metric != Metric.ACTIVITIES, "activityKind", metric);
        refuse(numerator != null && metric != Metric.MIX, "numerator", metric);
    }

    private static void refuse(boolean misplaced, String field, Metric metric) {
        if (misplaced) {
            throw CommandRejected.invalid("fits-metric", field, metric + " has no " + field);
        }
    }

    /** What a number still needs before it can be measured, in words; null where nothing is missing. */
    @JsonIgnore
    @Nullable String missing() {
        if (metric.isMoney() && currency == null) {
            return "a currency";
        }
        if (unit == null) {
            return "a unit";
        }
        if (metric == Metric.ACTIVITIES && activityKind == null) {
            return "a kind of activity";
        }
        if (metric == Metric.MIX && numerator == null) {
            return "the narrower scope of its numerator";
        }
        return null;
    }

    /**
     * Why the reports could not measure it in a scope, in words; null where they can. They know no share of activities, and
     * no satisfaction with a product line.
     */
    @Nullable String unmeasured(Scope scope) {
        if (numerator != null && numerator.metric() == Metric.ACTIVITIES) {
            return "the reports measure no share of " + Metric.ACTIVITIES;
        }
        if (metric == Metric.CUSTOMER_SATISFACTION && !scope.productLines().isEmpty()) {
            return "customers are not asked how satisfied they are with a product line";
        }
        return null;
    }

    /** @throws CommandRejected where it is a target of what adds up, and zero */
    void requireAboveZero(String field, BigDecimal target) {
        if (metric.isAdditive() && target.signum() == 0) {
            throw CommandRejected.invalid("above-zero", field, "a target of " + metric + " is above zero");
        }
    }

    /** Decimal places of its targets: the currency's for money. */
    int decimals() {
        return currency == null ? metric.decimals() : currency.getDefaultFractionDigits();
    }

    /**
     * The number with exactly the decimals of this measure.
     *
     * @throws CommandRejected where it is negative or has more decimals
     */
    BigDecimal exact(String field, BigDecimal number) {
        if (number.signum() < 0) {
            throw CommandRejected.invalid("not-negative", field, "a target is never negative");
        }
        if (number.precision() - number.scale() > 15) {
            throw CommandRejected.invalid("magnitude", field, "a target has at most 15 digits before the point");
        }
        if (number.stripTrailingZeros().scale() > decimals()) {
            throw CommandRejected.invalid(
                    "decimals", field, "a target in %s has at most %d decimals".formatted(unit, decimals()));
        }
        return number.setScale(decimals(), RoundingMode.UNNECESSARY);
    }
}
