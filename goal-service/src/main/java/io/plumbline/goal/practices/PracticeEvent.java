package io.plumbline.goal.practices;

import io.plumbline.goal.values.PracticeId;
import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** What happened to a practice of the library. */
@EventNames("practice")
sealed interface PracticeEvent {

    PracticeId practiceId();

    Instant occurredAt();

    @Revision("1")
    record PracticeRecorded(PracticeId practiceId, Learned learned, Instant occurredAt) implements PracticeEvent {}

    @Revision("1")
    record PracticeRetired(PracticeId practiceId, String reason, Instant occurredAt) implements PracticeEvent {}
}
