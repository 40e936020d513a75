/** Alerts: what is wrong, since when and by what, until it no longer is; and who is told. */
@NullMarked
package io.plumbline.reporting.alerts;

import org.jspecify.annotations.NullMarked;
