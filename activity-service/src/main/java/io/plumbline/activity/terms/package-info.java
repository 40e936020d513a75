/** Words and rules that every part of this service shares. */
@NullMarked
package io.plumbline.activity.terms;

import org.jspecify.annotations.NullMarked;
