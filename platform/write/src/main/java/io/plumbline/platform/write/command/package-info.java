/**
 * Commands: who gives them, how they are sent, retried and answered, and how one is rejected. Of this package an aggregate sees
 * {@link io.plumbline.platform.write.command.Actor} and {@link io.plumbline.platform.write.command.CommandRejected}.
 */
@NullMarked
package io.plumbline.platform.write.command;

import org.jspecify.annotations.NullMarked;
