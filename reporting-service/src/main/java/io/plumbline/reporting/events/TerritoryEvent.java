package io.plumbline.reporting.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What goal-service publishes of territories. */
public sealed interface TerritoryEvent extends Published {

    record TerritoryDefined(
            String code,
            String nameEn,
            String nameZh,
            @Nullable String parent,
            String timeZone,
            String currency,
            String priority,
            Instant occurredAt)
            implements TerritoryEvent {}
}
