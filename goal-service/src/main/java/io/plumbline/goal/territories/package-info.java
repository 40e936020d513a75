/** Territories: where the business is done, in what currency and time zone, and by whom. */
@NullMarked
package io.plumbline.goal.territories;

import org.jspecify.annotations.NullMarked;
