package io.plumbline.platform.intake;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as the transport delivered it.
 *
 * @param key the aggregate's id; a record without one is malformed
 * @param value the event's JSON in UTF-8; a record without one is malformed
 */
public record Incoming(long offset, @Nullable String key, Map<String, String> headers, byte @Nullable [] value) {}
