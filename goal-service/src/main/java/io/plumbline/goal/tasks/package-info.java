/** Key tasks: what must be done for a goal, by whom, when, and after what. */
@NullMarked
package io.plumbline.goal.tasks;

import org.jspecify.annotations.NullMarked;
