/** A sales organisation to look at: made up, the same every time, and alive. */
@NullMarked
package io.plumbline.deploy.suite.demo;

import org.jspecify.annotations.NullMarked;
