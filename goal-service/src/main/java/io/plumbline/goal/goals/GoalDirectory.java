package io.plumbline.goal.goals;

import io.plumbline.goal.values.GoalId;
import io.plumbline.platform.write.command.CommandRejected;
import org.jspecify.annotations.Nullable;

/** What rules of other aggregates need to know about goals; read in the transaction of the command that asks. */
public interface GoalDirectory {

    @Nullable GoalOutline find(GoalId goalId);

    /** @throws CommandRejected where there is no such goal */
    default GoalOutline require(GoalId goalId) {
        GoalOutline goal = find(goalId);
        if (goal == null) {
            throw CommandRejected.invalid("known-goal", "goalId", "there is no goal " + goalId);
        }
        return goal;
    }
}
