@NullMarked
package io.plumbline.reporting.funnel;

import org.jspecify.annotations.NullMarked;
