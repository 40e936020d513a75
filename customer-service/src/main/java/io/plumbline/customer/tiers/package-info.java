/** What a customer's scores make of it, and what each tier gets: policies, in versions, by territory. */
@NullMarked
package io.plumbline.customer.tiers;

import org.jspecify.annotations.NullMarked;
