/** The event store: how events are named, serialized, appended, and read again; and what is published of them. */
@NullMarked
package io.plumbline.platform.write.store;

import org.jspecify.annotations.NullMarked;
