/** How every client of a service reaches Kafka. */
@NullMarked
package io.plumbline.platform.kafka;

import org.jspecify.annotations.NullMarked;
