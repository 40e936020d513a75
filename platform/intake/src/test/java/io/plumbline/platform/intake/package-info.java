@NullMarked
package io.plumbline.platform.intake;

import org.jspecify.annotations.NullMarked;
