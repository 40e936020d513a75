package io.plumbline.activity.orders;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order, in the order's currency.
 *
 * @param quantity above zero
 * @param amount for the whole quantity
 * @param cost for the whole quantity; null where not known
 */
public record OrderLine(
        String lineId,
        String productLine,
        String product,
        BigDecimal quantity,
        BigDecimal amount,
        @Nullable BigDecimal cost) {}
