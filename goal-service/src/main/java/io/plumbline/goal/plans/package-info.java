/** Sales plans: the market, the strategies, the resources, the capacity, the risks. */
@NullMarked
package io.plumbline.goal.plans;

import org.jspecify.annotations.NullMarked;
