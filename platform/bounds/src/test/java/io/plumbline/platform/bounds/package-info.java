@NullMarked
package io.plumbline.platform.bounds;

import org.jspecify.annotations.NullMarked;
