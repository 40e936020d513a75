/** The suite as a user meets it: through the script, the web address and the queries of BI tools. */
@NullMarked
package io.plumbline.deploy.endtoend;

import org.jspecify.annotations.NullMarked;
