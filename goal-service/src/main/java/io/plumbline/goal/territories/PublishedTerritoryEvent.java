package io.plumbline.goal.territories;

import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import java.time.LocalDate;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What others read of a territory's events; {@code contract/} holds one message of each. */
@EventNames("territory")
sealed interface PublishedTerritoryEvent {

    @Revision("1")
    record TerritoryDefined(
            String code,
            String nameEn,
            String nameZh,
            @Nullable String parent,
            String timeZone,
            String currency,
            String priority,
            Instant occurredAt)
            implements PublishedTerritoryEvent {}

    @Revision("1")
    record TerritoryMoved(
            String code,
            @Nullable String oldParent,
            @Nullable String newParent,
            LocalDate from,
            Instant occurredAt) implements PublishedTerritoryEvent {}

    @Revision("1")
    record PriorityChanged(String code, String priority, Instant occurredAt) implements PublishedTerritoryEvent {}

    @Revision("1")
    record RepresentativeAssigned(
            String code,
            String assignmentId,
            String representative,
            String displayName,
            String role,
            @Nullable String productLine,
            @Nullable String segment,
            LocalDate from,
            @Nullable LocalDate to,
            Instant occurredAt)
            implements PublishedTerritoryEvent {}

    @Revision("1")
    record AssignmentEnded(String code, String assignmentId, LocalDate to, Instant occurredAt)
            implements PublishedTerritoryEvent {}
}
