@NullMarked
package io.plumbline.deploy.suite;

import org.jspecify.annotations.NullMarked;
