package io.plumbline.goal.retrospectives;

import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.platform.write.store.EventNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What happened in a retrospective. */
@EventNames("retrospective")
sealed interface RetrospectiveEvent {

    GoalId goalId();

    Instant occurredAt();

    /** {@code target} and {@code actual} are in the goal's unit, as it was closed. */
    @Revision("1")
    record RetrospectiveHeld(
            GoalId goalId,
            String outcome,
            BigDecimal target,
            BigDecimal actual,
            List<Cause> causes,
            List<PracticeId> learned,
            Instant occurredAt)
            implements RetrospectiveEvent {}

    @Revision("1")
    record LessonAdded(GoalId goalId, PracticeId practiceId, Instant occurredAt) implements RetrospectiveEvent {}
}
