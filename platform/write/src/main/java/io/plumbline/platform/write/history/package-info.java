/** What happened to an aggregate, told for people from its events. */
@NullMarked
package io.plumbline.platform.write.history;

import org.jspecify.annotations.NullMarked;
