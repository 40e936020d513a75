@NullMarked
package io.plumbline.customer.contacts;

import org.jspecify.annotations.NullMarked;
