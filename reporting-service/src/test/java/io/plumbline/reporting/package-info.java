@NullMarked
package io.plumbline.reporting;

import org.jspecify.annotations.NullMarked;
