package io.plumbline.goal.goals;

import io.plumbline.goal.reports.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What a goal counts. A percentage is given as such: a repurchase rate of 60 % has the target 60 and the unit
 * {@code %}.
 */
public enum Metric {
    SALES_AMOUNT(Unit.MONEY, true),
    GROSS_PROFIT(Unit.MONEY, true),
    AVERAGE_ORDER_VALUE(Unit.MONEY, false),
    /** In a unit of the goal's own, as pieces. */
    UNITS(Unit.OWN, true),
    NEW_CUSTOMERS(Unit.CUSTOMERS, true),
    /** Not additive: who is active in two quarters is one active customer of the year. */
    ACTIVE_CUSTOMERS(Unit.CUSTOMERS, false),
    ACTIVITIES(Unit.ACTIVITIES, true),
    GROWTH(Unit.PERCENT, false),
    REPURCHASE_RATE(Unit.PERCENT, false),
    MARKET_SHARE(Unit.PERCENT, false),
    MIX(Unit.PERCENT, false),
    CUSTOMER_SATISFACTION(Unit.POINTS, false);

    private enum Unit {
        MONEY(null),
        OWN(null),
        CUSTOMERS("customers"),
        ACTIVITIES("activities"),
        PERCENT("%"),
        POINTS("points");

        private final @Nullable String symbol;

        Unit(@Nullable String symbol) {
            this.symbol = symbol;
        }
    }

    private final Unit unit;
    private final boolean additive;

    Metric(Unit unit, boolean additive) {
        this.unit = unit;
        this.additive = additive;
    }

    /** Whether the parts of a decomposition add up to the whole; else they are weighted. */
    public boolean isAdditive() {
        return additive;
    }

    boolean isMoney() {
        return unit == Unit.MONEY;
    }

    /**
     * Whether its level says nothing without what it was before: amounts and counts of what others decide on. Shares, rates
     * and scores have a scale of their own, and activities are one's own to do.
     */
    boolean needsBaseline() {
        return unit == Unit.MONEY || unit == Unit.OWN || unit == Unit.CUSTOMERS;
    }

    /** What of the reports a baseline of it is; null where it needs none. */
    @Nullable Quantity baseline() {
        return switch (this) {
            case SALES_AMOUNT, GROWTH -> Quantity.SALES_AMOUNT;
            case GROSS_PROFIT -> Quantity.GROSS_PROFIT;
            case AVERAGE_ORDER_VALUE -> Quantity.AVERAGE_ORDER_VALUE;
            case UNITS -> Quantity.UNITS;
            case NEW_CUSTOMERS -> Quantity.NEW_CUSTOMERS;
            case ACTIVE_CUSTOMERS -> Quantity.ACTIVE_CUSTOMERS;
            case ACTIVITIES, REPURCHASE_RATE, MARKET_SHARE, MIX, CUSTOMER_SATISFACTION -> null;
        };
    }

    /** The unit that the metric always has; null where the goal says which. */
    @Nullable String fixedUnit() {
        return unit.symbol;
    }

    /** Decimal places of its targets; money has those of its currency instead. */
    int decimals() {
        return switch (unit) {
            case CUSTOMERS, ACTIVITIES -> 0;
            case OWN -> 3;
            case PERCENT, POINTS, MONEY -> 2;
        };
    }
}
