package io.plumbline.reporting.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What customer-service publishes of customers. */
public sealed interface CustomerEvent extends Published {

    record CustomerRegistered(
            @Nullable String nameEn,
            @Nullable String nameZh,
            String segment,
            String industry,
            @Nullable Integer size,
            String territory,
            String channel,
            String owner,
            Instant occurredAt)
            implements CustomerEvent {}

    /** The whole profile, stated anew. */
    record ProfileChanged(
            @Nullable String nameEn,
            @Nullable String nameZh,
            String segment,
            String industry,
            @Nullable Integer size,
            String territory,
            String channel,
            String owner,
            Instant occurredAt)
            implements CustomerEvent {}

    record CustomerTransferred(String owner, String territory, Instant occurredAt) implements CustomerEvent {}

    record TierChanged(@Nullable String tier, Instant occurredAt) implements CustomerEvent {}

    /** @param lifecycle PROSPECT, CUSTOMER, LOST or REGAINED */
    record LifecycleChanged(String lifecycle, Instant occurredAt) implements CustomerEvent {}

    /** From here on this customer is another one. */
    record CustomerMerged(String survivorId, Instant occurredAt) implements CustomerEvent {}

    /** @param score from 0 to 100 */
    record SurveyAnswered(String answerId, BigDecimal score, LocalDate answeredOn, String source, Instant occurredAt)
            implements CustomerEvent {}
}
