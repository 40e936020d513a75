package io.plumbline.goal.goals;

import io.plumbline.goal.values.Period;
import java.math.BigDecimal;

/** The part of a target that falls to a part of the period. */
record Phase(Period period, BigDecimal target) {

    Phase withTarget(BigDecimal newTarget) {
        return new Phase(period, newTarget);
    }
}
