package io.plumbline.goal.tasks;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.plumbline.goal.goals.GoalDirectory;
import io.plumbline.goal.goals.GoalOutline;
import io.plumbline.goal.tasks.TaskCommand.CancelTask;
import io.plumbline.goal.tasks.TaskCommand.ChangeDependencies;
import io.plumbline.goal.tasks.TaskCommand.FinishTask;
import io.plumbline.goal.tasks.TaskCommand.PlanTask;
import io.plumbline.goal.tasks.TaskCommand.RescheduleTask;
import io.plumbline.goal.tasks.TaskCommand.StartTask;
import io.plumbline.goal.tasks.TaskEvent.DependenciesChanged;
import io.plumbline.goal.tasks.TaskEvent.TaskCancelled;
import io.plumbline.goal.tasks.TaskEvent.TaskDone;
import io.plumbline.goal.tasks.TaskEvent.TaskPlanned;
import io.plumbline.goal.tasks.TaskEvent.TaskRescheduled;
import io.plumbline.goal.tasks.TaskEvent.TaskStarted;
import io.plumbline.goal.values.GoalId;
import io.plumbline.goal.values.TaskId;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.OccurredAt;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** Something that must be done for a goal, and what it waits for. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon sets the state by the first event.
class Task {

    @AggregateIdentifier
    private TaskId id;

    private GoalId goalId;
    private String owner;
    private boolean milestone;
    private LocalDate due;
    private List<TaskId> waitsFor = List.of();
    private TaskStatus status;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(PlanTask command, Clock clock, Actor actor, Territories territories, GoalDirectory goals, Tasks tasks) {
        GoalOutline goal = goals.require(command.goalId());
        if (goal.status().isOver()) {
            throw CommandRejected.state("goal-open", "the goal is " + goal.status());
        }
        territories.authority(actor).requireWork(goal.owner(), goal.territoryCode());
        requireWaitable(command.taskId(), command.task().due(), command.task().waitsFor(), tasks);
        apply(new TaskPlanned(
                command.taskId(), command.goalId(), command.task(), OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(
            StartTask command, Clock clock, Actor actor, Territories territories, GoalDirectory goals, Tasks tasks) {
        requireWork(actor, territories, goals);
        requireStatus("started", TaskStatus.PLANNED);
        List<TaskId> unfinished = tasks.unfinished(waitsFor);
        if (!unfinished.isEmpty()) {
            throw CommandRejected.state("waits", "it waits for " + unfinished);
        }
        apply(new TaskStarted(id, OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(FinishTask command, Clock clock, Actor actor, Territories territories, GoalDirectory goals) {
        requireWork(actor, territories, goals);
        if (!milestone) {
            requireStatus("done", TaskStatus.STARTED);
        } else {
            requireStatus("done", TaskStatus.PLANNED, TaskStatus.STARTED);
        }
        apply(new TaskDone(id, command.deliverable(), OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(CancelTask command, Clock clock, Actor actor, Territories territories, GoalDirectory goals) {
        requireWork(actor, territories, goals);
        requireOpen("cancelled");
        apply(new TaskCancelled(id, command.reason(), OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(
            RescheduleTask command,
            Clock clock,
            Actor actor,
            Territories territories,
            GoalDirectory goals,
            Tasks tasks) {
        requireWork(actor, territories, goals);
        requireOpen("rescheduled");
        TaskDefinition.requireOrder(command.start(), command.due(), milestone);
        requireDueAfter(command.due(), waitsFor, tasks);
        Tasks.Due dependent = tasks.earliestThatWaitsFor(id);
        if (dependent != null && command.due().isAfter(dependent.due())) {
            throw CommandRejected.invalid(
                    "due-before-dependents",
                    "due",
                    "task %s waits for it and is due on %s: reschedule that first"
                            .formatted(dependent.taskId(), dependent.due()));
        }
        apply(new TaskRescheduled(
                id, command.start(), command.due(), command.reason(), OccurredAt.of(command.occurredAt(), clock)));
    }

    @CommandHandler
    void handle(
            ChangeDependencies command,
            Clock clock,
            Actor actor,
            Territories territories,
            GoalDirectory goals,
            Tasks tasks) {
        requireWork(actor, territories, goals);
        requireStatus("made to wait", TaskStatus.PLANNED);
        requireWaitable(id, due, command.waitsFor(), tasks);
        apply(new DependenciesChanged(
                id, command.waitsFor().stream().distinct().toList(), OccurredAt.of(command.occurredAt(), clock)));
    }

    private static void requireWaitable(TaskId task, LocalDate due, List<TaskId> others, Tasks tasks) {
        if (others.isEmpty()) {
            return;
        }
        if (others.contains(task) || tasks.anyWaitsFor(others, task)) {
            throw CommandRejected.invalid("no-cycle", "waitsFor", "it would wait for itself");
        }
        Set<TaskId> known = tasks.known(others);
        others.stream().filter(other -> !known.contains(other)).findFirst().ifPresent(other -> {
            throw CommandRejected.invalid("known-task", "waitsFor", "there is no task " + other);
        });
        requireDueAfter(due, others, tasks);
    }

    private static void requireDueAfter(LocalDate due, List<TaskId> others, Tasks tasks) {
        Tasks.Due latest = tasks.latestUnfinished(others);
        if (latest != null && due.isBefore(latest.due())) {
            throw CommandRejected.invalid(
                    "due-after-what-it-waits-for",
                    "due",
                    "it is due on %s, but waits for task %s, which is due on %s"
                            .formatted(due, latest.taskId(), latest.due()));
        }
    }

    private void requireWork(Actor actor, Territories territories, GoalDirectory goals) {
        GoalOutline goal = goals.require(goalId);
        if (!actor.name().equals(goal.owner())) {
            territories.authority(actor).requireWork(owner, goal.territoryCode());
        }
    }

    private void requireOpen(String verb) {
        requireStatus(verb, TaskStatus.PLANNED, TaskStatus.STARTED);
    }

    private void requireStatus(String verb, TaskStatus... allowed) {
        if (!Arrays.asList(allowed).contains(status)) {
            throw CommandRejected.state(
                    "status",
                    "a task that is %s cannot be %s, only one that is %s"
                            .formatted(status, verb, Arrays.asList(allowed)));
        }
    }

    @EventSourcingHandler
    void on(TaskEvent event) {
        switch (event) {
            case TaskPlanned e -> {
                id = e.taskId();
                goalId = e.goalId();
                owner = e.task().owner();
                milestone = e.task().milestone();
                due = e.task().due();
                waitsFor = e.task().waitsFor();
                status = TaskStatus.PLANNED;
            }
            case TaskStarted _ -> status = TaskStatus.STARTED;
            case TaskDone _ -> status = TaskStatus.DONE;
            case TaskCancelled _ -> status = TaskStatus.CANCELLED;
            case TaskRescheduled e -> due = e.due();
            case DependenciesChanged e -> waitsFor = e.waitsFor();
        }
    }
}
