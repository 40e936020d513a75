package io.plumbline.goal.practices;

import io.plumbline.goal.values.PracticeId;
import java.time.Instant;

/** What rules need of the library, in the transaction of the command that asks. */
public interface Library {

    /** Whether there is such a practice that is not retired. */
    boolean offers(PracticeId practiceId);

    /** Adds to the library in the unit of work that is under way. */
    void add(Learned learned, Instant occurredAt);
}
