package io.plumbline.goal.tasks;

import io.plumbline.platform.write.history.EventDescription;
import org.springframework.stereotype.Component;

@Component
class TaskDescription implements EventDescription<TaskEvent> {

    @Override
    public Class<TaskEvent> domainEvents() {
        return TaskEvent.class;
    }

    @Override
    public Sentence tell(TaskEvent event) {
        return switch (event) {
            case TaskEvent.TaskPlanned e ->
                Sentence.of(
                        "was planned as “%s” from %s to %s"
                                .formatted(
                                        e.task().name(),
                                        e.task().start(),
                                        e.task().due()),
                        e.occurredAt());
            case TaskEvent.TaskStarted e -> Sentence.of("was started", e.occurredAt());
            case TaskEvent.TaskDone e -> Sentence.of("was done, delivering: " + e.deliverable(), e.occurredAt());
            case TaskEvent.TaskCancelled e -> new Sentence("was cancelled", e.reason(), e.occurredAt());
            case TaskEvent.TaskRescheduled e ->
                new Sentence(
                        "was rescheduled to run from %s to %s".formatted(e.start(), e.due()),
                        e.reason(),
                        e.occurredAt());
            case TaskEvent.DependenciesChanged e ->
                Sentence.of(e.waitsFor().isEmpty() ? "waits for nothing" : "waits for " + e.waitsFor(), e.occurredAt());
        };
    }
}
