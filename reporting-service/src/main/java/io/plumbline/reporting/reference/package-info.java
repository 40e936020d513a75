/** What reports are told by people and not by events: rates, calendars, thresholds. */
@NullMarked
package io.plumbline.reporting.reference;

import org.jspecify.annotations.NullMarked;
