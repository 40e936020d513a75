@NullMarked
package io.plumbline.platform.write.relay;

import org.jspecify.annotations.NullMarked;
