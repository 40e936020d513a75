package io.plumbline.goal.goals;

import io.plumbline.goal.terms.GoalId;
import java.util.function.Consumer;
import org.axonframework.config.Configuration;
import org.springframework.stereotype.Component;

/** Loads a child into the unit of work that is under way, which commits its events with those of its parent. */
@Component
class ChildrenInUnitOfWork implements Children {

    private final Configuration axon;

    ChildrenInUnitOfWork(Configuration axon) {
        this.axon = axon;
    }

    @Override
    public void change(GoalId child, Consumer<Goal> change) {
        axon.repository(Goal.class).load(child.value()).execute(change);
    }
}
