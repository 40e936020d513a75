package io.plumbline.activity.visits;

import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What happened to a visit plan. */
@EventNames("visitplan")
sealed interface VisitPlanEvent {

    VisitPlanId visitPlanId();

    Instant occurredAt();

    @Revision("1")
    record VisitPlanDrafted(
            VisitPlanId visitPlanId,
            String representative,
            Week week,
            String territory,
            List<VisitItem> items,
            Instant occurredAt)
            implements VisitPlanEvent {}

    @Revision("1")
    record VisitPlanSubmitted(VisitPlanId visitPlanId, Instant occurredAt) implements VisitPlanEvent {}

    @Revision("1")
    record VisitPlanApproved(VisitPlanId visitPlanId, String by, Instant occurredAt) implements VisitPlanEvent {}

    @Revision("1")
    record VisitPlanRejected(VisitPlanId visitPlanId, String by, String reason, Instant occurredAt)
            implements VisitPlanEvent {}
}
