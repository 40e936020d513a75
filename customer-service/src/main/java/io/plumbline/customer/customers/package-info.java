/** Who the business sells to: registered once, known by the references that other systems have for them. */
@NullMarked
package io.plumbline.customer.customers;

import org.jspecify.annotations.NullMarked;
