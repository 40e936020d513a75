/** Words and rules that every part of this service shares. */
@NullMarked
package io.plumbline.activity.values;

import org.jspecify.annotations.NullMarked;
