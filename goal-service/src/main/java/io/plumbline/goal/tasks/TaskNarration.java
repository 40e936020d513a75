package io.plumbline.goal.tasks;

import io.plumbline.platform.write.history.Narration;
import org.springframework.stereotype.Component;

@Component
class TaskNarration implements Narration<TaskEvent> {

    @Override
    public Class<TaskEvent> domainEvents() {
        return TaskEvent.class;
    }

    @Override
    public Told tell(TaskEvent event) {
        return switch (event) {
            case TaskEvent.TaskPlanned e ->
                Told.of(
                        "was planned as “%s” from %s to %s"
                                .formatted(
                                        e.task().name(),
                                        e.task().start(),
                                        e.task().due()),
                        e.occurredAt());
            case TaskEvent.TaskStarted e -> Told.of("was started", e.occurredAt());
            case TaskEvent.TaskDone e -> Told.of("was done, delivering: " + e.deliverable(), e.occurredAt());
            case TaskEvent.TaskCancelled e -> new Told("was cancelled", e.reason(), e.occurredAt());
            case TaskEvent.TaskRescheduled e ->
                new Told(
                        "was rescheduled to run from %s to %s".formatted(e.start(), e.due()),
                        e.reason(),
                        e.occurredAt());
            case TaskEvent.DependenciesChanged e ->
                Told.of(e.waitsFor().isEmpty() ? "waits for nothing" : "waits for " + e.waitsFor(), e.occurredAt());
        };
    }
}
