@NullMarked
package io.plumbline.goal.practices;

import org.jspecify.annotations.NullMarked;
