@NullMarked
package io.plumbline.customer.territories;

import org.jspecify.annotations.NullMarked;
