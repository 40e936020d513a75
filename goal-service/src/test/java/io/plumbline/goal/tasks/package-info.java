@NullMarked
package io.plumbline.goal.tasks;

import org.jspecify.annotations.NullMarked;
