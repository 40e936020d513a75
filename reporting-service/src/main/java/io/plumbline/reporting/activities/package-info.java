@NullMarked
package io.plumbline.reporting.activities;

import org.jspecify.annotations.NullMarked;
