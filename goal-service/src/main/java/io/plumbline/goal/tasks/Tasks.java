package io.plumbline.goal.tasks;

import io.plumbline.goal.values.TaskId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What rules need to know about other tasks; read in the transaction of the command that asks. */
interface Tasks {

    /** Those of the tasks given that exist. */
    Set<TaskId> known(Collection<TaskId> tasks);

    /** Those of the tasks given that are neither done nor cancelled. */
    List<TaskId> unfinished(Collection<TaskId> tasks);

    /** Of the tasks given that are neither done nor cancelled the one that is due last; null where there is none. */
    @Nullable Due latestUnfinished(Collection<TaskId> tasks);

    /** Of the tasks that wait for it and are neither done nor cancelled the one that is due first; null where there is none. */
    @Nullable Due earliestThatWaitsFor(TaskId task);

    /** When a task is due. */
    record Due(TaskId taskId, LocalDate due) {}

    /**
     * Whether any of {@code others} is {@code task} or waits for it, however indirectly. Nobody else changes what waits
     * for what before the transaction ends, so that two changes at once cannot close a circle.
     */
    boolean anyWaitsFor(Collection<TaskId> others, TaskId task);
}
