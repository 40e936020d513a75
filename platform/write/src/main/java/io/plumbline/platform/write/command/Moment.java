package io.plumbline.platform.write.command;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The body of a request that needs to say no more than when. */
public record Moment(
        @Schema(example = "2024-06-21T02:00:00Z", description = "absent for now; never in the future") @Nullable Instant occurredAt) {

    /** When, as the request says; null where it has no body or says nothing. */
    public static @Nullable Instant of(@Nullable Moment body) {
        return body == null ? null : body.occurredAt;
    }
}
