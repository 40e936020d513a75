package io.plumbline.reporting.oracle;

import io.plumbline.platform.intake.Incoming;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An event as a service publishes it: all that the oracle and the intake have in common. */
record RecordedEvent(
        String source,
        String id,
        long sequence,
        String type,
        Instant occurredAt,
        Instant recordedAt,
        Map<String, @Nullable Object> data) {

    private static final JsonMapper JSON = new JsonMapper();

    Incoming incoming(long offset) {
        Map<String, String> headers = Map.of(
                "ce_id",
                id + "/" + sequence,
                "ce_type",
                type + ".v1",
                "ce_source",
                source,
                "ce_time",
                recordedAt.toString(),
                "ce_sequence",
                Long.toString(sequence));
        return new Incoming(offset, id, headers, JSON.writeValueAsString(data).getBytes(StandardCharsets.UTF_8));
    }

    String text(String field) {
        return (String) Objects.requireNonNull(data.get(field));
    }

    BigDecimal number(String field) {
        return (BigDecimal) Objects.requireNonNull(data.get(field));
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> list(String field) {
        return (List<Map<String, Object>>) Objects.requireNonNull(data.get(field));
    }
}
