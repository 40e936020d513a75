/** What waits for somebody. */
@NullMarked
package io.plumbline.goal.inbox;

import org.jspecify.annotations.NullMarked;
