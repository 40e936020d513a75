package io.plumbline.goal.tasks;

import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What others read of a key task's events; {@code contract/} holds one message of each. */
@EventNames("task")
sealed interface PublishedTaskEvent {

    @Revision("1")
    record TaskPlanned(
            String taskId,
            String goalId,
            String name,
            String owner,
            LocalDate start,
            LocalDate due,
            boolean milestone,
            List<String> steps,
            String deliverable,
            String measure,
            List<String> waitsFor,
            Instant occurredAt)
            implements PublishedTaskEvent {}

    @Revision("1")
    record TaskStarted(String taskId, Instant occurredAt) implements PublishedTaskEvent {}

    @Revision("1")
    record TaskDone(String taskId, String deliverable, Instant occurredAt) implements PublishedTaskEvent {}

    @Revision("1")
    record TaskCancelled(String taskId, String reason, Instant occurredAt) implements PublishedTaskEvent {}

    @Revision("1")
    record TaskRescheduled(String taskId, LocalDate start, LocalDate due, String reason, Instant occurredAt)
            implements PublishedTaskEvent {}

    @Revision("1")
    record DependenciesChanged(String taskId, List<String> waitsFor, Instant occurredAt)
            implements PublishedTaskEvent {}
}
