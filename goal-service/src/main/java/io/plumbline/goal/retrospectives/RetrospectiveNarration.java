package io.plumbline.goal.retrospectives;

import io.plumbline.platform.write.history.Narration;
import org.springframework.stereotype.Component;

@Component
class RetrospectiveNarration implements Narration<RetrospectiveEvent> {

    @Override
    public Class<RetrospectiveEvent> domainEvents() {
        return RetrospectiveEvent.class;
    }

    @Override
    public Told tell(RetrospectiveEvent event) {
        return switch (event) {
            case RetrospectiveEvent.RetrospectiveHeld e ->
                Told.of(
                        "was held: %s with %s against %s"
                                .formatted(
                                        e.outcome(),
                                        e.actual().toPlainString(),
                                        e.target().toPlainString()),
                        e.occurredAt());
            case RetrospectiveEvent.LessonAdded e ->
                Told.of("added practice " + e.practiceId() + " to the library", e.occurredAt());
        };
    }
}
