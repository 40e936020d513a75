package io.plumbline.goal.retrospectives;

import io.plumbline.goal.practices.Learned;
import io.plumbline.goal.values.GoalId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a retrospective; there is one to a goal. An {@code occurredAt} of null means now. */
sealed interface RetrospectiveCommand {

    GoalId goalId();

    @TargetAggregateIdentifier
    default String aggregateId() {
        return Retrospective.aggregateId(goalId());
    }

    record HoldRetrospective(
            GoalId goalId,
            List<Cause> causes,
            List<Learned> learned,
            @Nullable Instant occurredAt) implements RetrospectiveCommand {}

    record AddLesson(
            GoalId goalId, Learned learned, @Nullable Instant occurredAt) implements RetrospectiveCommand {}
}
