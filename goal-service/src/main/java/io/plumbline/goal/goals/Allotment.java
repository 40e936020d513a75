package io.plumbline.goal.goals;

import io.plumbline.goal.values.GoalId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a goal allotted to one of its children.
 *
 * @param weight as a fraction of 1; null where the parts were not weighted
 */
record Allotment(GoalId goalId, BigDecimal target, @Nullable BigDecimal weight) {

    Allotment withTarget(BigDecimal newTarget) {
        return new Allotment(goalId, newTarget, weight);
    }
}
