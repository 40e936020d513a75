package io.plumbline.goal.goals;

import io.plumbline.goal.values.GoalId;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What rules need to know about goals other than the one at hand; read in the transaction of the command that asks. */
interface Goals {

    @Nullable GoalDefinition definition(GoalId goalId);

    /** Which children of a goal are closed or abandoned, or have a period that ended before the day. */
    Set<GoalId> childrenThatAreOver(GoalId parentId, LocalDate endedBefore);
}
