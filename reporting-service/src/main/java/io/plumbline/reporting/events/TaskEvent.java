package io.plumbline.reporting.events;

import java.time.Instant;
import java.time.LocalDate;

/** What goal-service publishes of key tasks. */
public sealed interface TaskEvent extends Published {

    /** @param due the last day on which it is in time */
    record TaskPlanned(
            String goalId,
            String name,
            String owner,
            LocalDate start,
            LocalDate due,
            boolean milestone,
            Instant occurredAt)
            implements TaskEvent {}

    record TaskStarted(Instant occurredAt) implements TaskEvent {}

    record TaskRescheduled(LocalDate start, LocalDate due, Instant occurredAt) implements TaskEvent {}

    record TaskDone(Instant occurredAt) implements TaskEvent {}

    record TaskCancelled(Instant occurredAt) implements TaskEvent {}
}
