@NullMarked
package io.plumbline.deploy.suite.bench;

import org.jspecify.annotations.NullMarked;
