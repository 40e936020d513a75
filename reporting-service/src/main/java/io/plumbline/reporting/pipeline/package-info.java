@NullMarked
package io.plumbline.reporting.pipeline;

import org.jspecify.annotations.NullMarked;
