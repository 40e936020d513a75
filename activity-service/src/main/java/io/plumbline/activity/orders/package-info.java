/** What was sold, less what was cancelled or returned. */
@NullMarked
package io.plumbline.activity.orders;

import org.jspecify.annotations.NullMarked;
