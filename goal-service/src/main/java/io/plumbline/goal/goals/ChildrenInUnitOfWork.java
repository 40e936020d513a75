package io.plumbline.goal.goals;

import java.util.List;
import java.util.function.BiConsumer;
import org.axonframework.config.Configuration;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Loads children into the unit of work that is under way, which commits their events with those of the parent. */
@Component
class ChildrenInUnitOfWork implements Children {

    private final Configuration axon;

    ChildrenInUnitOfWork(Configuration axon) {
        this.axon = axon;
    }

    @Override
    public void change(List<Allotment> parts, BiConsumer<Goal, Allotment> change) {
        Repository<Goal> goals = axon.repository(Goal.class);
        // All are loaded before any is changed: each load compares all events that are staged with each other, which
        // after two thousand changes takes longer than the changes.
        List<Aggregate<Goal>> children =
                parts.stream().map(part -> goals.load(part.goalId().value())).toList();
        for (int i = 0; i < parts.size(); i++) {
            Allotment part = parts.get(i);
            children.get(i).execute(child -> change.accept(child, part));
        }
    }
}
