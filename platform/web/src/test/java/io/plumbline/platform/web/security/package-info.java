@NullMarked
package io.plumbline.platform.web.security;

import org.jspecify.annotations.NullMarked;
