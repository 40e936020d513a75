@NullMarked
package io.plumbline.customer;

import org.jspecify.annotations.NullMarked;
