package io.plumbline.activity.orders;

import java.math.BigDecimal;

/**
 * How much of a line is cancelled or returned.
 *
 * @param quantity above zero, in the line's unit
 * @param amount the share of the line's amount that falls on it, in the order's currency
 */
record Reduction(String lineId, BigDecimal quantity, BigDecimal amount) {}
