package io.plumbline.activity.activities;

/** Where an activity stands. A missed one may still turn out to have been done. */
enum Status {
    PLANNED,
    COMPLETED,
    MISSED,
    CANCELLED
}
