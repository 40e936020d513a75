@NullMarked
package io.plumbline.reporting.customers;

import org.jspecify.annotations.NullMarked;
