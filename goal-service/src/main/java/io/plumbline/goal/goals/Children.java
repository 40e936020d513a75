package io.plumbline.goal.goals;

import io.plumbline.goal.terms.GoalId;
import java.util.function.Consumer;

/** Changes a goal's children in the unit of work of its own command, so that both change or neither. */
interface Children {

    void change(GoalId child, Consumer<Goal> change);
}
