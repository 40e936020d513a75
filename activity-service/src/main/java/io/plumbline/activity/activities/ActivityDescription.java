package io.plumbline.activity.activities;

import io.plumbline.platform.write.history.EventDescription;
import java.util.Locale;
import org.springframework.stereotype.Component;

@Component
class ActivityDescription implements EventDescription<ActivityEvent> {

    @Override
    public Class<ActivityEvent> domainEvents() {
        return ActivityEvent.class;
    }

    @Override
    public Sentence tell(ActivityEvent event) {
        return switch (event) {
            case ActivityEvent.ActivityPlanned e ->
                Sentence.of("was planned as " + name(e.undertaking()) + " for " + e.plannedAt(), e.occurredAt());
            case ActivityEvent.ActivityRescheduled e ->
                new Sentence("was moved from " + e.oldPlannedAt() + " to " + e.plannedAt(), e.reason(), e.occurredAt());
            case ActivityEvent.ActivityCompleted e -> Sentence.of("was completed: " + e.outcome(), e.occurredAt());
            case ActivityEvent.ActivityMissed e ->
                Sentence.of("was missed, planned for " + e.plannedAt(), e.occurredAt());
            case ActivityEvent.ActivityCancelled e -> new Sentence("was cancelled", e.reason(), e.occurredAt());
        };
    }

    private static String name(ActivityContent undertaking) {
        return undertaking.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
