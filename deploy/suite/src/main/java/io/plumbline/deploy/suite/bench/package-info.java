/** What the benchmark of reports needs: a made-up organisation of any size as published events, and what can be asked of reports. */
@NullMarked
package io.plumbline.deploy.suite.bench;

import org.jspecify.annotations.NullMarked;
