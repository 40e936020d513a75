@NullMarked
package io.plumbline.platform.write.store;

import org.jspecify.annotations.NullMarked;
