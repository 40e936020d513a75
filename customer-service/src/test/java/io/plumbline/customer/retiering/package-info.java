@NullMarked
package io.plumbline.customer.retiering;

import org.jspecify.annotations.NullMarked;
