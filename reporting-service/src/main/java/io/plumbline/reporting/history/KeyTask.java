package io.plumbline.reporting.history;

import static java.util.Objects.requireNonNull;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.reporting.events.Published;
import io.plumbline.reporting.events.TaskEvent;
import io.plumbline.reporting.events.TaskEvent.TaskCancelled;
import io.plumbline.reporting.events.TaskEvent.TaskDone;
import io.plumbline.reporting.events.TaskEvent.TaskPlanned;
import io.plumbline.reporting.events.TaskEvent.TaskRescheduled;
import io.plumbline.reporting.events.TaskEvent.TaskStarted;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A key task's state.
 *
 * @param status PLANNED, STARTED, DONE or CANCELLED
 */
record KeyTask(
        String goalId,
        String name,
        String owner,
        LocalDate startOn,
        LocalDate dueOn,
        boolean milestone,
        String status) {

    static final ReadModel VERSIONS =
            Versions.<KeyTask>of(TaskEvent.class, "key_task", false, (before, fact, at) -> apply(before, fact));

    private static KeyTask apply(@Nullable KeyTask before, Envelope<Published> fact) {
        return switch ((TaskEvent) fact.event()) {
            case TaskPlanned e ->
                new KeyTask(e.goalId(), e.name(), e.owner(), e.start(), e.due(), e.milestone(), "PLANNED");
            case TaskStarted _ -> requireNonNull(before).in("STARTED");
            case TaskDone _ -> requireNonNull(before).in("DONE");
            case TaskCancelled _ -> requireNonNull(before).in("CANCELLED");
            case TaskRescheduled e -> requireNonNull(before).between(e.start(), e.due());
        };
    }

    private KeyTask in(String newStatus) {
        return new KeyTask(goalId, name, owner, startOn, dueOn, milestone, newStatus);
    }

    private KeyTask between(LocalDate newStart, LocalDate newDue) {
        return new KeyTask(goalId, name, owner, newStart, newDue, milestone, status);
    }
}
