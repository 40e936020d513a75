/** A service as small as one can be, which the platform's tests run for real: it counts. */
@NullMarked
package io.plumbline.platform.write.tally;

import org.jspecify.annotations.NullMarked;
