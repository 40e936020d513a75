@NullMarked
package io.plumbline.reporting.goals;

import org.jspecify.annotations.NullMarked;
