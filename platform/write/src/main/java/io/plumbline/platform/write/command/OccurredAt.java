package io.plumbline.platform.write.command;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When something happened, in business time: as the caller says, or now. */
public final class OccurredAt {

    private OccurredAt() {}

    /**
     * @param claimed what the caller says, null for now
     * @throws CommandRejected where the claim lies in the future
     */
    public static Instant of(@Nullable Instant claimed, Clock clock) {
        return of("occurredAt", claimed, clock);
    }

    /**
     * @param field that makes the claim
     * @param claimed what the caller says, null for now
     * @throws CommandRejected where the claim lies in the future
     */
    public static Instant of(String field, @Nullable Instant claimed, Clock clock) {
        Instant now = clock.instant();
        if (claimed == null) {
            return now;
        }
        if (claimed.isAfter(now)) {
            throw CommandRejected.invalid("not-in-future", field, claimed + " has not come yet, it is " + now);
        }
        return claimed;
    }
}
