package io.plumbline.activity.activities;

/** What is done with a customer. */
public enum Kind {
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
