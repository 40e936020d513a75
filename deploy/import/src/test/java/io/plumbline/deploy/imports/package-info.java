@NullMarked
package io.plumbline.deploy.imports;

import org.jspecify.annotations.NullMarked;
