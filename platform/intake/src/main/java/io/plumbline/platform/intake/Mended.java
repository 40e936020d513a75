package io.plumbline.platform.intake;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is read instead of events that can't be read or stored as they were published, by the event's id. */
record Mended(Map<String, byte[]> data) {

    static final Mended NONE = new Mended(Map.of());

    /** All that there are in the schema of the present search path; they are few. */
    static Mended in(JdbcClient db) {
        Map<String, byte[]> data = new HashMap<>();
        db.sql("select event_id, data from intake_mended").query(row -> {
            data.put(row.getString(1), row.getBytes(2));
        });
        return new Mended(data);
    }

    /** The event's JSON as it is to be read. */
    byte[] dataOf(Envelope<?> published) {
        return data.getOrDefault(published.eventId(), published.data());
    }
}
