@NullMarked
package io.plumbline.deploy.suite.demo;

import org.jspecify.annotations.NullMarked;
