/** The copy of the customers that this service works with, fed from customer-service's topic. */
@NullMarked
package io.plumbline.activity.customers;

import org.jspecify.annotations.NullMarked;
