package io.plumbline.goal.goals;

/** Where a goal stands in its life. */
public enum GoalStatus {
    DRAFT,
    SUBMITTED,
    APPROVED,
    REJECTED,
    ACTIVE,
    ACHIEVED,
    MISSED,
    ABANDONED;

    /** Whether nothing can be done with it any more. */
    public boolean isOver() {
        return this == ACHIEVED || this == MISSED || this == ABANDONED;
    }
}
