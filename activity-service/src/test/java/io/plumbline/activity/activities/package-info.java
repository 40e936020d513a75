@NullMarked
package io.plumbline.activity.activities;

import org.jspecify.annotations.NullMarked;
