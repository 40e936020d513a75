package io.plumbline.goal.retrospectives;

import io.plumbline.platform.write.store.EventNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What others read of a retrospective's events; {@code contract/} holds one message of each. */
@EventNames("retrospective")
sealed interface PublishedRetrospectiveEvent {

    record PublishedCause(String kind, String text) {}

    @Revision("1")
    record RetrospectiveHeld(
            String goalId,
            String outcome,
            BigDecimal target,
            BigDecimal actual,
            List<PublishedCause> causes,
            List<String> learned,
            Instant occurredAt)
            implements PublishedRetrospectiveEvent {}

    @Revision("1")
    record LessonAdded(String goalId, String practiceId, Instant occurredAt) implements PublishedRetrospectiveEvent {}
}
