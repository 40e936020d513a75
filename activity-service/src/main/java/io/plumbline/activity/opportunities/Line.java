package io.plumbline.activity.opportunities;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A line of an opportunity, in the opportunity's currency.
 *
 * @param quantity above zero
 * @param amount for the whole quantity
 * @param cost for the whole quantity; null where not known
 */
record Line(
        String lineId,
        String productLine,
        String product,
        BigDecimal quantity,
        BigDecimal amount,
        @Nullable BigDecimal cost) {}
