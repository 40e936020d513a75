package io.plumbline.reporting.report;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event behind a figure. Of a figure that is in one currency it adds {@code convertedAmount}, else {@code amount}.
 *
 * @param part of the figure that it belongs to, a stage for instance
 * @param source the service that published it
 * @param sequence its place in its aggregate, from 0
 * @param line which of several entries that the event made
 * @param occurredAt when it happened in business time
 * @param recordedAt when its service recorded it
 * @param link where the history of its aggregate is read
 * @param quantity what it adds, where it adds any
 * @param amount what it adds, in {@code currency}, its own, where it adds any
 * @param rate at which the amount is converted; 1 for what is in the figure's currency, null where there is no rate
 * @param convertedCurrency the figure's one currency; null where nothing is converted
 * @param convertedAmount what it adds in that currency, rounded to its minor unit; null where there is no rate
 * @param unavailableReason names the rate that is missing
 */
public record Cause(
        @Nullable String part,
        String source,
        String aggregateId,
        long sequence,
        int line,
        String eventId,
        String type,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable String link,
        @Nullable String currency,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal rate,
        @Nullable String convertedCurrency,
        @Nullable BigDecimal convertedAmount,
        @Nullable String unavailableReason) {

    static final String ORDER = "occurred_at, source, aggregate_id, sequence, line, part";
}
