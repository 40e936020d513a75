/** What takes long: done in the background, batch by batch, and gone on with where it was left. */
@NullMarked
package io.plumbline.customer.jobs;

import org.jspecify.annotations.NullMarked;
