package io.plumbline.reporting.report;

/** Whose rates amounts are converted at. */
public enum Rates {
    /** Those that a plan was made with, fixed for it. */
    PLAN,
    /** Of the day on which an amount was booked: an order's day, whenever it was cancelled or returned. */
    BOOKING,
    /** Of the day of asOf. */
    CURRENT
}
