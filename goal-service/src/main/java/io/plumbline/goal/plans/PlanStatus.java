package io.plumbline.goal.plans;

/** Where a plan stands in its life. */
public enum PlanStatus {
    DRAFT,
    SUBMITTED,
    APPROVED,
    REJECTED,
    ACTIVE,
    CLOSED
}
