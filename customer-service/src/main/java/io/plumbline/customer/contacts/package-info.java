/** Contact persons: personal data, kept outside the events, encrypted with a key of the customer, and erased for good. */
@NullMarked
package io.plumbline.customer.contacts;

import org.jspecify.annotations.NullMarked;
