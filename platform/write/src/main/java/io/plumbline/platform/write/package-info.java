/**
 * The write side of a service: commands in, events stored, events published. An aggregate of a service sees only this
 * package's annotations, {@link io.plumbline.platform.write.CommandRejected} and {@link io.plumbline.platform.write.Actor}.
 */
@NullMarked
package io.plumbline.platform.write;

import org.jspecify.annotations.NullMarked;
