@NullMarked
package io.plumbline.platform.write.command;

import org.jspecify.annotations.NullMarked;
