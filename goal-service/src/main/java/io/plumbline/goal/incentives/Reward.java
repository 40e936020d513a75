package io.plumbline.goal.incentives;

import java.math.BigDecimal;

/**
 * Something that is not money.
 *
 * @param from the completion that earns it, as a fraction
 */
record Reward(Kind kind, String description, BigDecimal from) {

    enum Kind {
        PUBLIC_PRAISE,
        PROMOTION,
        TRAINING_PLACE
    }
}
