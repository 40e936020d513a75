package io.plumbline.reporting.alerts;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an alert, and how it stood then: the data of a server-sent event and the body of a webhook's request.
 *
 * @param sequence orders all changes of all alerts, with gaps
 * @param change OPENED, SEVERITY_CHANGED, SINCE_CHANGED, ACKNOWLEDGED or CLOSED
 * @param id of the alert
 * @param heldSince as it was known then
 * @param figures a JSON object
 * @param heldAtLeast whether it may have held for longer
 */
record AlertChange(
        long sequence,
        String change,
        Instant at,
        UUID id,
        AlertKind kind,
        String subject,
        String severity,
        @Nullable String territory,
        Instant heldSince,
        @Nullable String causeEventId,
        @JsonRawValue @Schema(types = "object") String figures,
        Instant openedAt,
        @Nullable String acknowledgedBy,
        @Nullable String note,
        boolean heldAtLeast) {}
