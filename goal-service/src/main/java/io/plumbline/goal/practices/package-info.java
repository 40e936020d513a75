/** The library of practices and improvements: what was learned, for the plans to come. */
@NullMarked
package io.plumbline.goal.practices;

import org.jspecify.annotations.NullMarked;
