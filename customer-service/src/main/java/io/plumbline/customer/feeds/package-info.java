/** What this service reads of what others publish, and what it does about it. */
@NullMarked
package io.plumbline.customer.feeds;

import org.jspecify.annotations.NullMarked;
