@NullMarked
package io.plumbline.goal.territories;

import org.jspecify.annotations.NullMarked;
