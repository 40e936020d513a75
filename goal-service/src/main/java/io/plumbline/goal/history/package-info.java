/** What happened to an aggregate, told for people from its events. */
@NullMarked
package io.plumbline.goal.history;

import org.jspecify.annotations.NullMarked;
