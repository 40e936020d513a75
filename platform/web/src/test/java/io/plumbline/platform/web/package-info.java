@NullMarked
package io.plumbline.platform.web;

import org.jspecify.annotations.NullMarked;
