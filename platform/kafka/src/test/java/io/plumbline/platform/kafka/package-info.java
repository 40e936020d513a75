@NullMarked
package io.plumbline.platform.kafka;

import org.jspecify.annotations.NullMarked;
