package io.plumbline.goal.incentives;

import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What completion from {@code from} (included) to {@code to} (not included) earns: a rate or a sum.
 *
 * @param from completion as a fraction
 * @param to completion as a fraction; null where the band is open
 * @param rate by which the base is multiplied, times completion; null where the band pays a sum
 * @param sum in the scheme's currency; null where the band pays at a rate
 */
record Band(
        BigDecimal from,
        @Nullable BigDecimal to,
        @Nullable BigDecimal rate,
        @Nullable BigDecimal sum) {

    /** @throws CommandRejected where it is empty, or does not pay in exactly one way */
    Band {
        if (to != null && to.compareTo(from) <= 0) {
            throw CommandRejected.invalid("band-order", "bands", "a band ends above where it begins");
        }
        if ((rate == null) == (sum == null)) {
            throw CommandRejected.invalid("rate-or-sum", "bands", "a band pays either at a rate or a sum");
        }
    }

    boolean holds(BigDecimal completion) {
        return completion.compareTo(from) >= 0 && (to == null || completion.compareTo(to) < 0);
    }
}
