package io.plumbline.goal.retrospectives;

import io.plumbline.platform.write.history.EventDescription;
import org.springframework.stereotype.Component;

@Component
class RetrospectiveDescription implements EventDescription<RetrospectiveEvent> {

    @Override
    public Class<RetrospectiveEvent> domainEvents() {
        return RetrospectiveEvent.class;
    }

    @Override
    public Sentence tell(RetrospectiveEvent event) {
        return switch (event) {
            case RetrospectiveEvent.RetrospectiveHeld e ->
                Sentence.of(
                        "was held: %s with %s against %s"
                                .formatted(
                                        e.outcome(),
                                        e.actual().toPlainString(),
                                        e.target().toPlainString()),
                        e.occurredAt());
            case RetrospectiveEvent.LessonAdded e ->
                Sentence.of("added practice " + e.practiceId() + " to the library", e.occurredAt());
        };
    }
}
