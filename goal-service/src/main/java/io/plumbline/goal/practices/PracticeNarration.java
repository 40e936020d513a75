package io.plumbline.goal.practices;

import io.plumbline.platform.write.history.Narration;
import org.springframework.stereotype.Component;

@Component
class PracticeNarration implements Narration<PracticeEvent> {

    @Override
    public Class<PracticeEvent> domainEvents() {
        return PracticeEvent.class;
    }

    @Override
    public Told tell(PracticeEvent event) {
        return switch (event) {
            case PracticeEvent.PracticeRecorded e ->
                Told.of(
                        "was learned from goal %s: “%s”"
                                .formatted(
                                        e.learned().learnedFrom(), e.learned().title()),
                        e.occurredAt());
            case PracticeEvent.PracticeRetired e -> new Told("was retired", e.reason(), e.occurredAt());
        };
    }
}
