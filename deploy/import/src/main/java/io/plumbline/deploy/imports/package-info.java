/**
 * Reads the files that another system exported, makes rows of them by a mapping, and sends the rows to the services. It
 * knows the services by their HTTP interfaces alone.
 */
@NullMarked
package io.plumbline.deploy.imports;

import org.jspecify.annotations.NullMarked;
