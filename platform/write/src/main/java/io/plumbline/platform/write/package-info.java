/**
 * The write side of a service: commands in, events stored, events published. {@link io.plumbline.platform.write.PlatformWrite}
 * puts together what the packages below do.
 */
@NullMarked
package io.plumbline.platform.write;

import org.jspecify.annotations.NullMarked;
