/** Requests with many rows, each one command: carried out in as few transactions as can be. */
@NullMarked
package io.plumbline.platform.write.bulk;

import org.jspecify.annotations.NullMarked;
