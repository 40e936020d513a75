package io.plumbline.goal.practices;

import io.plumbline.platform.write.history.EventDescription;
import org.springframework.stereotype.Component;

@Component
class PracticeDescription implements EventDescription<PracticeEvent> {

    @Override
    public Class<PracticeEvent> domainEvents() {
        return PracticeEvent.class;
    }

    @Override
    public Sentence tell(PracticeEvent event) {
        return switch (event) {
            case PracticeEvent.PracticeRecorded e ->
                Sentence.of(
                        "was learned from goal %s: “%s”"
                                .formatted(
                                        e.learned().learnedFrom(), e.learned().title()),
                        e.occurredAt());
            case PracticeEvent.PracticeRetired e -> new Sentence("was retired", e.reason(), e.occurredAt());
        };
    }
}
