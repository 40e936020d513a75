package io.plumbline.reporting.events;

import java.time.Instant;
import java.time.LocalDate;
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

    /** @param from the first day under the new parent, in the territory's time zone */
    record TerritoryMoved(@Nullable String newParent, LocalDate from, Instant occurredAt) implements TerritoryEvent {}

    record PriorityChanged(String priority, Instant occurredAt) implements TerritoryEvent {}

    /** @param to the last day, null while it is open */
    record RepresentativeAssigned(
            String assignmentId,
            String representative,
            String displayName,
            String role,
            @Nullable String productLine,
            @Nullable String segment,
            LocalDate from,
            @Nullable LocalDate to,
            Instant occurredAt)
            implements TerritoryEvent {}

    /** @param to the last day */
    record AssignmentEnded(String assignmentId, LocalDate to, Instant occurredAt) implements TerritoryEvent {}
}
