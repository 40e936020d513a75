package io.plumbline.goal.retrospectives;

/** Why a goal came to what it came to. */
record Cause(Kind kind, String text) {

    enum Kind {
        GOAL_TOO_HIGH,
        RESOURCES,
        EXECUTION,
        LEAD_QUALITY,
        COMPETITOR,
        MARKET,
        OTHER
    }
}
