package io.plumbline.platform.write.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells one aggregate's events in sentences.
 *
 * @param <D> the sealed interface of the domain events
 */
public interface EventDescription<D> {

    Class<D> domainEvents();

    Sentence tell(D event);

    /**
     * One event told.
     *
     * @param what happened, as a sentence without its subject
     * @param why as somebody gave the reason; null where nobody did
     */
    record Sentence(String what, @Nullable String why, Instant occurredAt) {

        public static Sentence of(String what, Instant occurredAt) {
            return new Sentence(what, null, occurredAt);
        }
    }
}
