/** What a new tier policy does to the customers that it covers: tried first, then carried out in the background. */
@NullMarked
package io.plumbline.customer.retiering;

import org.jspecify.annotations.NullMarked;
