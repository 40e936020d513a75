@NullMarked
package io.plumbline.activity.customers;

import org.jspecify.annotations.NullMarked;
