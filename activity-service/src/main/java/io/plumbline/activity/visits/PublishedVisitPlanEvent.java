package io.plumbline.activity.visits;

import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What others read of a visit plan's events; {@code contract/} holds one message of each. */
@EventNames("visitplan")
sealed interface PublishedVisitPlanEvent {

    @Revision("1")
    record VisitPlanDrafted(
            String visitPlanId,
            String representative,
            String week,
            String territory,
            List<VisitItem> items,
            Instant occurredAt)
            implements PublishedVisitPlanEvent {}

    @Revision("1")
    record VisitPlanSubmitted(String visitPlanId, Instant occurredAt) implements PublishedVisitPlanEvent {}

    @Revision("1")
    record VisitPlanApproved(String visitPlanId, String by, Instant occurredAt) implements PublishedVisitPlanEvent {}

    @Revision("1")
    record VisitPlanRejected(String visitPlanId, String by, String reason, Instant occurredAt)
            implements PublishedVisitPlanEvent {}
}
