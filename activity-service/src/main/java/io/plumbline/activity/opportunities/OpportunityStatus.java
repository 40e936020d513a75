package io.plumbline.activity.opportunities;

/** Where an opportunity stands. */
enum OpportunityStatus {
    OPEN,
    ON_HOLD,
    WON,
    LOST;

    boolean isClosed() {
        return this == WON || this == LOST;
    }
}
