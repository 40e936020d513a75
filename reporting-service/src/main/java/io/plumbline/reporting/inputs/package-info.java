@NullMarked
package io.plumbline.reporting.inputs;

import org.jspecify.annotations.NullMarked;
