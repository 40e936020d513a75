package io.plumbline.goal.plans;

/** What a plan is for. */
public enum PlanType {
    ANNUAL,
    QUARTERLY,
    PRODUCT_LAUNCH,
    REGION_EXPANSION,
    BOTTLENECK_BREAKTHROUGH,
    CROSS_DEPARTMENT
}
