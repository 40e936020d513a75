/** How an opportunity proceeds: stages, their probabilities, and what must be known to leave each. */
@NullMarked
package io.plumbline.activity.pipelines;

import org.jspecify.annotations.NullMarked;
