@NullMarked
package io.plumbline.reporting.events;

import org.jspecify.annotations.NullMarked;
