package io.plumbline.goal.tasks;

import io.plumbline.goal.values.TaskId;
import io.plumbline.platform.write.command.CommandRejected;
import java.time.LocalDate;
import java.util.List;

/**
 * What a key task is about.
 *
 * @param milestone a task of no length: it starts on the day it is due
 * @param measure by which one sees that it is done
 * @param waitsFor the tasks that must be done before it starts
 */
record TaskDefinition(
        String name,
        String owner,
        LocalDate start,
        LocalDate due,
        boolean milestone,
        List<String> steps,
        String deliverable,
        String measure,
        List<TaskId> waitsFor) {

    /** @throws CommandRejected where it is due before it starts, or a milestone takes time */
    TaskDefinition {
        steps = List.copyOf(steps);
        waitsFor = waitsFor.stream().distinct().toList();
        requireOrder(start, due, milestone);
    }

    static void requireOrder(LocalDate start, LocalDate due, boolean milestone) {
        if (due.isBefore(start)) {
            throw CommandRejected.invalid(
                    "period-order", "due", "it is due on " + due + ", before it starts on " + start);
        }
        if (milestone && !start.equals(due)) {
            throw CommandRejected.invalid(
                    "milestone-length", "start", "a milestone has no length: it starts when it is due");
        }
    }
}
