package io.plumbline.goal.tasks;

import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.TaskId;
import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What happened to a key task. */
@EventNames("task")
sealed interface TaskEvent {

    TaskId taskId();

    Instant occurredAt();

    @Revision("1")
    record TaskPlanned(TaskId taskId, GoalId goalId, TaskDefinition task, Instant occurredAt) implements TaskEvent {}

    @Revision("1")
    record TaskStarted(TaskId taskId, Instant occurredAt) implements TaskEvent {}

    @Revision("1")
    record TaskDone(TaskId taskId, String deliverable, Instant occurredAt) implements TaskEvent {}

    @Revision("1")
    record TaskCancelled(TaskId taskId, String reason, Instant occurredAt) implements TaskEvent {}

    @Revision("1")
    record TaskRescheduled(TaskId taskId, LocalDate start, LocalDate due, String reason, Instant occurredAt)
            implements TaskEvent {}

    @Revision("1")
    record DependenciesChanged(TaskId taskId, List<TaskId> waitsFor, Instant occurredAt) implements TaskEvent {}
}
