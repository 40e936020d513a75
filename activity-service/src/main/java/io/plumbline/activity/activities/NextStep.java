package io.plumbline.activity.activities;

import java.time.Instant;

/**
 * What was agreed to come next.
 *
 * @param plannedAt when
 */
record NextStep(Kind kind, String purpose, Instant plannedAt) {}
