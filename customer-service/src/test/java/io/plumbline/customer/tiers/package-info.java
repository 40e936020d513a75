@NullMarked
package io.plumbline.customer.tiers;

import org.jspecify.annotations.NullMarked;
