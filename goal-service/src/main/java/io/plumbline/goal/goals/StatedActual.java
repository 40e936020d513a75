package io.plumbline.goal.goals;

import java.math.BigDecimal;

/**
 * A figure that a goal is closed with though the reports measure another.
 *
 * @param actual in the goal's unit
 * @param by who asked for it; somebody else confirms
 */
record StatedActual(BigDecimal actual, String reason, String by) {}
