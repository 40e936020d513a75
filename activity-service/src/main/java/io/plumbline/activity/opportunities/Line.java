package io.plumbline.activity.opportunities;

import java.math.BigDecimal;

/**
 * A line of an opportunity, in the opportunity's currency.
 *
 * @param quantity above zero
 * @param amount for the whole quantity
 */
record Line(String lineId, String productLine, String product, BigDecimal quantity, BigDecimal amount) {}
