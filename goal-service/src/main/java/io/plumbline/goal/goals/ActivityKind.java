package io.plumbline.goal.goals;

/** The kinds of activities that a goal can count. */
public enum ActivityKind {
    VISIT,
    CALL,
    VIDEO_MEETING,
    EMAIL,
    DEMO,
    EXHIBITION,
    SEMINAR,
    AFTER_SALE_VISIT,
    SATISFACTION_INTERVIEW,
    COACHING
}
