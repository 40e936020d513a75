package io.plumbline.goal.goals;

import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.TerritoryCode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What others need to know of a goal.
 *
 * @param actual what it came to; null until it is closed
 */
public record GoalOutline(
        GoalId goalId,
        String name,
        @Nullable TerritoryCode territory,
        String owner,
        GoalStatus status,
        @Nullable BigDecimal target,
        @Nullable BigDecimal actual) {

    /** The territory's code; null means everywhere. */
    public @Nullable String territoryCode() {
        return TerritoryCode.text(territory);
    }
}
