package io.plumbline.goal.tasks;

import io.plumbline.goal.values.TaskId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What rules need to know about other tasks; read in the transaction of the command that asks. */
interface Tasks {

    /** Those of the tasks given that exist. */
    Set<TaskId> known(Collection<TaskId> tasks);

    /** Those of the tasks given that are neither done nor cancelled. */
    List<TaskId> unfinished(Collection<TaskId> tasks);

    /**
     * Whether any of {@code others} is {@code task} or waits for it, however indirectly. Nobody else changes what waits
     * for what before the transaction ends, so that two changes at once cannot close a circle.
     */
    boolean anyWaitsFor(Collection<TaskId> others, TaskId task);
}
