package io.plumbline.goal.retrospectives;

import io.plumbline.goal.retrospectives.PublishedRetrospectiveEvent.PublishedCause;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.platform.write.store.Publication;
import org.springframework.stereotype.Component;

@Component
class RetrospectivePublication implements Publication<RetrospectiveEvent> {

    @Override
    public Class<RetrospectiveEvent> domainEvents() {
        return RetrospectiveEvent.class;
    }

    @Override
    public PublishedRetrospectiveEvent publish(RetrospectiveEvent event) {
        String goalId = event.goalId().value();
        return switch (event) {
            case RetrospectiveEvent.RetrospectiveHeld e ->
                new PublishedRetrospectiveEvent.RetrospectiveHeld(
                        goalId,
                        e.outcome(),
                        e.target(),
                        e.actual(),
                        e.causes().stream()
                                .map(cause -> new PublishedCause(cause.kind().name(), cause.text()))
                                .toList(),
                        e.learned().stream().map(PracticeId::value).toList(),
                        e.occurredAt());
            case RetrospectiveEvent.LessonAdded e ->
                new PublishedRetrospectiveEvent.LessonAdded(
                        goalId, e.practiceId().value(), e.occurredAt());
        };
    }
}
