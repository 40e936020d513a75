/** The one definition of the texts, numbers and times that every store on the way can hold. */
@NullMarked
package io.plumbline.platform.bounds;

import org.jspecify.annotations.NullMarked;
