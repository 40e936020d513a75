@NullMarked
package io.plumbline.goal.incentives;

import org.jspecify.annotations.NullMarked;
