@NullMarked
package io.plumbline.goal.retrospectives;

import org.jspecify.annotations.NullMarked;
