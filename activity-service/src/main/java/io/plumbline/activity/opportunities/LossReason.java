package io.plumbline.activity.opportunities;

/** Why an opportunity was lost. */
enum LossReason {
    PRICE,
    COMPETITOR,
    NO_BUDGET,
    NO_NEED,
    TIMING,
    NO_DECISION,
    OTHER
}
