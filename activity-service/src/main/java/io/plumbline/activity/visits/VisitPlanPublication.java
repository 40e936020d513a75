package io.plumbline.activity.visits;

import io.plumbline.platform.write.store.Publication;
import org.springframework.stereotype.Component;

@Component
class VisitPlanPublication implements Publication<VisitPlanEvent> {

    @Override
    public Class<VisitPlanEvent> domainEvents() {
        return VisitPlanEvent.class;
    }

    @Override
    public PublishedVisitPlanEvent publish(VisitPlanEvent event) {
        String id = event.visitPlanId().value();
        return switch (event) {
            case VisitPlanEvent.VisitPlanDrafted e ->
                new PublishedVisitPlanEvent.VisitPlanDrafted(
                        id, e.representative(), e.week().toString(), e.territory(), e.items(), e.occurredAt());
            case VisitPlanEvent.VisitPlanSubmitted e ->
                new PublishedVisitPlanEvent.VisitPlanSubmitted(id, e.occurredAt());
            case VisitPlanEvent.VisitPlanApproved e ->
                new PublishedVisitPlanEvent.VisitPlanApproved(id, e.by(), e.occurredAt());
            case VisitPlanEvent.VisitPlanRejected e ->
                new PublishedVisitPlanEvent.VisitPlanRejected(id, e.by(), e.reason(), e.occurredAt());
        };
    }
}
