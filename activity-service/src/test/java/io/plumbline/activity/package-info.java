@NullMarked
package io.plumbline.activity;

import org.jspecify.annotations.NullMarked;
