package io.plumbline.goal.tasks;

import io.plumbline.goal.values.TaskId;
import io.plumbline.platform.write.store.Publication;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class TaskPublication implements Publication<TaskEvent> {

    @Override
    public Class<TaskEvent> domainEvents() {
        return TaskEvent.class;
    }

    @Override
    public PublishedTaskEvent publish(TaskEvent event) {
        String taskId = event.taskId().value();
        return switch (event) {
            case TaskEvent.TaskPlanned e ->
                new PublishedTaskEvent.TaskPlanned(
                        taskId,
                        e.goalId().value(),
                        e.task().name(),
                        e.task().owner(),
                        e.task().start(),
                        e.task().due(),
                        e.task().milestone(),
                        e.task().steps(),
                        e.task().deliverable(),
                        e.task().measure(),
                        strings(e.task().waitsFor()),
                        e.occurredAt());
            case TaskEvent.TaskStarted e -> new PublishedTaskEvent.TaskStarted(taskId, e.occurredAt());
            case TaskEvent.TaskDone e -> new PublishedTaskEvent.TaskDone(taskId, e.deliverable(), e.occurredAt());
            case TaskEvent.TaskCancelled e -> new PublishedTaskEvent.TaskCancelled(taskId, e.reason(), e.occurredAt());
            case TaskEvent.TaskRescheduled e ->
                new PublishedTaskEvent.TaskRescheduled(taskId, e.start(), e.due(), e.reason(), e.occurredAt());
            case TaskEvent.DependenciesChanged e ->
                new PublishedTaskEvent.DependenciesChanged(taskId, strings(e.waitsFor()), e.occurredAt());
        };
    }

    private static List<String> strings(List<TaskId> tasks) {
        return tasks.stream().map(TaskId::value).toList();
    }
}
