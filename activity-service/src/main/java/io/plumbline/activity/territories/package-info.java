/** The copy of the territories, and who may do what in them. */
@NullMarked
package io.plumbline.activity.territories;

import org.jspecify.annotations.NullMarked;
