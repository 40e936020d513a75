@NullMarked
package io.plumbline.platform.write.readside;

import org.jspecify.annotations.NullMarked;
