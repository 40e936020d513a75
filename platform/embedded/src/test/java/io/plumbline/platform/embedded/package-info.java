@NullMarked
package io.plumbline.platform.embedded;

import org.jspecify.annotations.NullMarked;
