@NullMarked
package io.plumbline.reporting.history;

import org.jspecify.annotations.NullMarked;
