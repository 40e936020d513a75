package io.plumbline.activity.visits;

import io.plumbline.activity.activities.Kind;
import io.plumbline.activity.values.ActivityId;
import io.plumbline.activity.values.CustomerId;
import java.time.LocalDate;

/**
 * A customer to see in a week.
 *
 * @param activityId of the activity that this becomes when the plan is approved
 * @param day in the plan's week
 */
record VisitItem(ActivityId activityId, CustomerId customerId, LocalDate day, Kind kind, String purpose) {}
