package io.plumbline.reporting.report;

/** Whose rates amounts are converted at. */
public enum Rates {
    /** Those that a plan was made with, fixed for it. */
    PLAN,
    /** Of the day on which an amount was booked: an order's day, whenever it was cancelled or returned. */
    BOOKING,
    /** Of the day of asOf. */
    CURRENT;

    public static final Formula CONVERSION = new Formula(
            "conversion",
            2,
            "each amount x the rate of its plan, of the day on which it was booked or of asOf, rounded to the minor unit by itself; what has no rate is left out and named");
}
