@NullMarked
package io.plumbline.activity.visits;

import org.jspecify.annotations.NullMarked;
