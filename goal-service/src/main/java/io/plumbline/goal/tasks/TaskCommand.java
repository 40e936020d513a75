package io.plumbline.goal.tasks;

import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.TaskId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a key task. An {@code occurredAt} of null means now. */
sealed interface TaskCommand {

    TaskId taskId();

    record PlanTask(
            @TargetAggregateIdentifier TaskId taskId,
            GoalId goalId,
            TaskDefinition task,
            @Nullable Instant occurredAt) implements TaskCommand {}

    record StartTask(
            @TargetAggregateIdentifier TaskId taskId,
            @Nullable Instant occurredAt) implements TaskCommand {}

    /** {@code deliverable} is what was delivered, or where it is found. */
    record FinishTask(
            @TargetAggregateIdentifier TaskId taskId,
            String deliverable,
            @Nullable Instant occurredAt) implements TaskCommand {}

    record CancelTask(
            @TargetAggregateIdentifier TaskId taskId,
            String reason,
            @Nullable Instant occurredAt) implements TaskCommand {}

    record RescheduleTask(
            @TargetAggregateIdentifier TaskId taskId,
            LocalDate start,
            LocalDate due,
            String reason,
            @Nullable Instant occurredAt)
            implements TaskCommand {}

    record ChangeDependencies(
            @TargetAggregateIdentifier TaskId taskId,
            List<TaskId> waitsFor,
            @Nullable Instant occurredAt) implements TaskCommand {}
}
