/** Chances of a sale, from opening to won or lost. */
@NullMarked
package io.plumbline.activity.opportunities;

import org.jspecify.annotations.NullMarked;
