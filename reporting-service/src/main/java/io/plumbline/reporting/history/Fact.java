package io.plumbline.reporting.history;

import io.plumbline.reporting.events.Published;
import java.time.Instant;

/**
 * An event with its place and its two times.
 *
 * @param sequence its place in its aggregate, from 0 without gaps
 * @param recordedAt when its writer recorded it
 */
public record Fact(long sequence, String eventId, Instant recordedAt, Published event) {}
