package io.plumbline.goal.practices;

import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** What others read of a practice's events; {@code contract/} holds one message of each. */
@EventNames("practice")
sealed interface PublishedPracticeEvent {

    @Revision("1")
    record PracticeRecorded(
            String practiceId, String kind, String title, String text, String learnedFrom, Instant occurredAt)
            implements PublishedPracticeEvent {}

    @Revision("1")
    record PracticeRetired(String practiceId, String reason, Instant occurredAt) implements PublishedPracticeEvent {}
}
