/** The week of a representative: whom to see and why, proposed from the tiers, submitted and approved. */
@NullMarked
package io.plumbline.activity.visits;

import org.jspecify.annotations.NullMarked;
