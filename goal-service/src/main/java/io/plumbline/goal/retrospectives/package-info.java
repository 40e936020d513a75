/** Retrospectives: what a closed goal came to, why, and what was learned. */
@NullMarked
package io.plumbline.goal.retrospectives;

import org.jspecify.annotations.NullMarked;
