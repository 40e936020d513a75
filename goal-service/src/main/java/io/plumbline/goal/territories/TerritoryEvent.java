package io.plumbline.goal.territories;

import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to a territory. */
@EventNames("territory")
sealed interface TerritoryEvent {

    TerritoryCode code();

    Instant occurredAt();

    @Revision("1")
    record TerritoryDefined(
            TerritoryCode code,
            String nameEn,
            String nameZh,
            @Nullable TerritoryCode parent,
            ZoneId timeZone,
            Currency currency,
            Priority priority,
            Instant occurredAt)
            implements TerritoryEvent {}

    @Revision("1")
    record TerritoryMoved(
            TerritoryCode code,
            @Nullable TerritoryCode oldParent,
            @Nullable TerritoryCode newParent,
            LocalDate from,
            Instant occurredAt)
            implements TerritoryEvent {}

    @Revision("1")
    record PriorityChanged(TerritoryCode code, Priority priority, Instant occurredAt) implements TerritoryEvent {}

    @Revision("1")
    record RepresentativeAssigned(TerritoryCode code, Assignment assignment, Instant occurredAt)
            implements TerritoryEvent {}

    @Revision("1")
    record AssignmentEnded(TerritoryCode code, String assignmentId, LocalDate to, Instant occurredAt)
            implements TerritoryEvent {}
}
