package io.plumbline.activity.visits;

import io.plumbline.platform.write.history.EventDescription;
import org.springframework.stereotype.Component;

@Component
class VisitPlanDescription implements EventDescription<VisitPlanEvent> {

    @Override
    public Class<VisitPlanEvent> domainEvents() {
        return VisitPlanEvent.class;
    }

    @Override
    public Sentence tell(VisitPlanEvent event) {
        return switch (event) {
            case VisitPlanEvent.VisitPlanDrafted e ->
                Sentence.of("was drafted with " + e.items().size() + " visits", e.occurredAt());
            case VisitPlanEvent.VisitPlanSubmitted e -> Sentence.of("was submitted", e.occurredAt());
            case VisitPlanEvent.VisitPlanApproved e -> Sentence.of("was approved by " + e.by(), e.occurredAt());
            case VisitPlanEvent.VisitPlanRejected e ->
                new Sentence("was rejected by " + e.by(), e.reason(), e.occurredAt());
        };
    }
}
