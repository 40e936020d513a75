@NullMarked
package io.plumbline.reporting.sales;

import org.jspecify.annotations.NullMarked;
