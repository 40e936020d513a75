package io.plumbline.reporting.events;

import java.time.Instant;
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
}
