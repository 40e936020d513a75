package io.plumbline.activity.visits;

import io.plumbline.platform.write.history.Narration;
import org.springframework.stereotype.Component;

@Component
class VisitPlanNarration implements Narration<VisitPlanEvent> {

    @Override
    public Class<VisitPlanEvent> domainEvents() {
        return VisitPlanEvent.class;
    }

    @Override
    public Told tell(VisitPlanEvent event) {
        return switch (event) {
            case VisitPlanEvent.VisitPlanDrafted e ->
                Told.of("was drafted with " + e.items().size() + " visits", e.occurredAt());
            case VisitPlanEvent.VisitPlanSubmitted e -> Told.of("was submitted", e.occurredAt());
            case VisitPlanEvent.VisitPlanApproved e -> Told.of("was approved by " + e.by(), e.occurredAt());
            case VisitPlanEvent.VisitPlanRejected e ->
                new Told("was rejected by " + e.by(), e.reason(), e.occurredAt());
        };
    }
}
