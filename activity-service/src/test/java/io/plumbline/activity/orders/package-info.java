@NullMarked
package io.plumbline.activity.orders;

import org.jspecify.annotations.NullMarked;
