@NullMarked
package io.plumbline.goal.goals;

import org.jspecify.annotations.NullMarked;
