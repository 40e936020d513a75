/**
 * Who may do what in which territory. A service brings its territories and asks an {@link io.plumbline.platform.access.Authority};
 * the rules are the same everywhere.
 */
@NullMarked
package io.plumbline.platform.access;

import org.jspecify.annotations.NullMarked;
