package io.plumbline.goal.goals;

/** How the parts of a decomposition get their size. */
public enum AllocationMethod {
    /** All the same. */
    EQUAL,
    /** In proportion to weights that sum to 1. */
    WEIGHT,
    /** In proportion to what each reached last year. */
    ACTUALS,
    /** As given, part by part. */
    EXPLICIT
}
