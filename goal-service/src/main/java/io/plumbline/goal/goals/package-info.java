/** Goals: drafted, checked, split along dimensions, revised with their history, closed. */
@NullMarked
package io.plumbline.goal.goals;

import org.jspecify.annotations.NullMarked;
