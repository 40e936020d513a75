package io.plumbline.goal.tasks;

/** Where a key task stands. */
enum TaskStatus {
    PLANNED,
    STARTED,
    DONE,
    CANCELLED
}
