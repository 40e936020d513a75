@NullMarked
package io.plumbline.customer.customers;

import org.jspecify.annotations.NullMarked;
