/** Who may call a service at all: tokens, roles, the table of operations, and the management endpoints. */
@NullMarked
package io.plumbline.platform.web.security;

import org.jspecify.annotations.NullMarked;
