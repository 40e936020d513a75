@NullMarked
package io.plumbline.platform.write;

import org.jspecify.annotations.NullMarked;
