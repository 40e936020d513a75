/** Incentive schemes: what attainment earns, and what was awarded. */
@NullMarked
package io.plumbline.goal.incentives;

import org.jspecify.annotations.NullMarked;
