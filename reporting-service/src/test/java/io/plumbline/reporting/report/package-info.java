@NullMarked
package io.plumbline.reporting.report;

import org.jspecify.annotations.NullMarked;
