/** What the tests of every service use: a running service, its answers, its contract. */
@NullMarked
package io.plumbline.platform.testing;

import org.jspecify.annotations.NullMarked;
