package io.plumbline.activity.activities;

import io.plumbline.activity.values.OpportunityId;
import io.plumbline.platform.write.store.Publication;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class ActivityPublication implements Publication<ActivityEvent> {

    @Override
    public Class<ActivityEvent> domainEvents() {
        return ActivityEvent.class;
    }

    @Override
    public PublishedActivityEvent publish(ActivityEvent event) {
        String id = event.activityId().value();
        return switch (event) {
            case ActivityEvent.ActivityPlanned e -> {
                ActivityContent what = e.undertaking();
                yield new PublishedActivityEvent.ActivityPlanned(
                        id,
                        what.customerId().value(),
                        value(what.opportunityId()),
                        what.kind().name(),
                        what.representative(),
                        e.territory(),
                        what.purpose(),
                        what.materials(),
                        e.plannedAt(),
                        e.dueUntil(),
                        e.occurredAt());
            }
            case ActivityEvent.ActivityRescheduled e ->
                new PublishedActivityEvent.ActivityRescheduled(
                        id, e.oldPlannedAt(), e.plannedAt(), e.dueUntil(), e.reason(), e.occurredAt());
            case ActivityEvent.ActivityCompleted e -> {
                ActivityContent what = e.undertaking();
                yield new PublishedActivityEvent.ActivityCompleted(
                        id,
                        what.customerId().value(),
                        value(what.opportunityId()),
                        what.kind().name(),
                        what.representative(),
                        e.territory(),
                        e.plannedAt(),
                        e.outcome(),
                        e.said(),
                        e.nextStep(),
                        e.nextActivityId() == null ? null : e.nextActivityId().value(),
                        e.occurredAt());
            }
            case ActivityEvent.ActivityMissed e ->
                new PublishedActivityEvent.ActivityMissed(
                        id, e.undertaking().customerId().value(), e.plannedAt(), e.occurredAt());
            case ActivityEvent.ActivityCancelled e ->
                new PublishedActivityEvent.ActivityCancelled(
                        id, e.undertaking().customerId().value(), e.reason(), e.occurredAt());
        };
    }

    private static @Nullable String value(@Nullable OpportunityId opportunity) {
        return opportunity == null ? null : opportunity.value();
    }
}
