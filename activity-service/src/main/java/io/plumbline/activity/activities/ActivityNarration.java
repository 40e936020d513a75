package io.plumbline.activity.activities;

import io.plumbline.platform.write.history.Narration;
import java.util.Locale;
import org.springframework.stereotype.Component;

@Component
class ActivityNarration implements Narration<ActivityEvent> {

    @Override
    public Class<ActivityEvent> domainEvents() {
        return ActivityEvent.class;
    }

    @Override
    public Told tell(ActivityEvent event) {
        return switch (event) {
            case ActivityEvent.ActivityPlanned e ->
                Told.of("was planned as " + name(e.undertaking()) + " for " + e.plannedAt(), e.occurredAt());
            case ActivityEvent.ActivityRescheduled e ->
                new Told("was moved from " + e.oldPlannedAt() + " to " + e.plannedAt(), e.reason(), e.occurredAt());
            case ActivityEvent.ActivityCompleted e -> Told.of("was completed: " + e.outcome(), e.occurredAt());
            case ActivityEvent.ActivityMissed e -> Told.of("was missed, planned for " + e.plannedAt(), e.occurredAt());
            case ActivityEvent.ActivityCancelled e -> new Told("was cancelled", e.reason(), e.occurredAt());
        };
    }

    private static String name(Undertaking undertaking) {
        return undertaking.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
