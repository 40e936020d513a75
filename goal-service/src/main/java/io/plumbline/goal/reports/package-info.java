/** What goal-service asks reporting-service. */
@NullMarked
package io.plumbline.goal.reports;

import org.jspecify.annotations.NullMarked;
