/** What representatives do for customers: planned, then completed, missed, rescheduled or cancelled. */
@NullMarked
package io.plumbline.activity.activities;

import org.jspecify.annotations.NullMarked;
