package io.plumbline.goal.territories;

import io.plumbline.goal.values.TerritoryCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a territory. An {@code occurredAt} of null means now. */
sealed interface TerritoryCommand {

    TerritoryCode code();

    @TargetAggregateIdentifier
    default String aggregateId() {
        return Territory.aggregateId(code());
    }

    /** {@code parent} is null for a root. */
    record DefineTerritory(
            TerritoryCode code,
            String nameEn,
            String nameZh,
            @Nullable TerritoryCode parent,
            ZoneId timeZone,
            Currency currency,
            Priority priority,
            @Nullable Instant occurredAt)
            implements TerritoryCommand {}

    /**
     * What another system knows of a territory, asked as often as it likes: the first time it defines the territory, later it
     * changes what differs.
     *
     * @param parent null for a root
     * @param occurredAt when it was defined there; null where that is not known
     * @param changedAt when what differs changed there; null for now
     */
    record ImportTerritory(
            TerritoryCode code,
            String nameEn,
            String nameZh,
            @Nullable TerritoryCode parent,
            ZoneId timeZone,
            Currency currency,
            Priority priority,
            @Nullable Instant occurredAt,
            @Nullable Instant changedAt)
            implements TerritoryCommand {}

    /** {@code from} is the first day under the new parent. */
    record MoveTerritory(
            TerritoryCode code,
            @Nullable TerritoryCode parent,
            LocalDate from,
            @Nullable Instant occurredAt) implements TerritoryCommand {}

    record ChangePriority(
            TerritoryCode code, Priority priority, @Nullable Instant occurredAt) implements TerritoryCommand {}

    record AssignRepresentative(
            TerritoryCode code,
            Assignment assignment,
            @Nullable Instant occurredAt) implements TerritoryCommand {}

    /**
     * What another system knows of an assignment, asked as often as it likes; an assignment that is known may have got an end.
     */
    record ImportAssignment(
            TerritoryCode code,
            Assignment assignment,
            @Nullable Instant occurredAt) implements TerritoryCommand {}

    /** {@code to} is the last day of the assignment. */
    record EndAssignment(
            TerritoryCode code,
            String assignmentId,
            LocalDate to,
            @Nullable Instant occurredAt) implements TerritoryCommand {}
}
