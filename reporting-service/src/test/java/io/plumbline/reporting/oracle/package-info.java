@NullMarked
package io.plumbline.reporting.oracle;

import org.jspecify.annotations.NullMarked;
