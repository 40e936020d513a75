@NullMarked
package io.plumbline.goal;

import org.jspecify.annotations.NullMarked;
