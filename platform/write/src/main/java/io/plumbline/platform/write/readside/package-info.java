/** What a service shows of its own events: written in the transaction that stores them. */
@NullMarked
package io.plumbline.platform.write.readside;

import org.jspecify.annotations.NullMarked;
