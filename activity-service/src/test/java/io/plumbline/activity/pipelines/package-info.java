@NullMarked
package io.plumbline.activity.pipelines;

import org.jspecify.annotations.NullMarked;
