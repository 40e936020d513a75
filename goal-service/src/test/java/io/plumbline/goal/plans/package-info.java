@NullMarked
package io.plumbline.goal.plans;

import org.jspecify.annotations.NullMarked;
