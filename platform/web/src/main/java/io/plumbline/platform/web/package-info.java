/** The HTTP edge that every service shares: problem details, strict JSON, bearer tokens, OpenAPI. */
@NullMarked
package io.plumbline.platform.web;

import org.jspecify.annotations.NullMarked;
