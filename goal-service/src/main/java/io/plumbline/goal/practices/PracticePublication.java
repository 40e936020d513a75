package io.plumbline.goal.practices;

import io.plumbline.platform.write.store.Publication;
import org.springframework.stereotype.Component;

@Component
class PracticePublication implements Publication<PracticeEvent> {

    @Override
    public Class<PracticeEvent> domainEvents() {
        return PracticeEvent.class;
    }

    @Override
    public PublishedPracticeEvent publish(PracticeEvent event) {
        String practiceId = event.practiceId().value();
        return switch (event) {
            case PracticeEvent.PracticeRecorded e ->
                new PublishedPracticeEvent.PracticeRecorded(
                        practiceId,
                        e.learned().kind().name(),
                        e.learned().title(),
                        e.learned().text(),
                        e.learned().learnedFrom().value(),
                        e.occurredAt());
            case PracticeEvent.PracticeRetired e ->
                new PublishedPracticeEvent.PracticeRetired(practiceId, e.reason(), e.occurredAt());
        };
    }
}
