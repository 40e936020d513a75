@NullMarked
package io.plumbline.activity.opportunities;

import org.jspecify.annotations.NullMarked;
