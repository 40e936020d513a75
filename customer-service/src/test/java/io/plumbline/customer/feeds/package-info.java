@NullMarked
package io.plumbline.customer.feeds;

import org.jspecify.annotations.NullMarked;
