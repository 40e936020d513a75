package io.plumbline.activity.opportunities;

import io.plumbline.platform.write.store.EventNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What others read of an opportunity's events; {@code contract/} holds one message of each. */
@EventNames("opportunity")
sealed interface PublishedOpportunityEvent {

    @Revision("1")
    record OpportunityOpened(
            String opportunityId,
            String customerId,
            String name,
            String pipeline,
            int pipelineVersion,
            String stage,
            int stageRank,
            BigDecimal probability,
            String source,
            String currency,
            BigDecimal amount,
            List<Line> lines,
            LocalDate expectedClose,
            String owner,
            String territory,
            String channel,
            Instant occurredAt)
            implements PublishedOpportunityEvent {}

    @Revision("1")
    record TemplateFilled(String opportunityId, String stage, Map<String, String> answers, Instant occurredAt)
            implements PublishedOpportunityEvent {}

    /** @param probability of winning from the new stage, a fraction of 1 */
    @Revision("1")
    record StageChanged(
            String opportunityId,
            String from,
            int fromRank,
            String to,
            int toRank,
            BigDecimal probability,
            Instant occurredAt)
            implements PublishedOpportunityEvent {}

    @Revision("1")
    record LinesChanged(
            String opportunityId,
            String currency,
            BigDecimal oldAmount,
            BigDecimal amount,
            List<Line> lines,
            @Nullable String reason,
            Instant occurredAt)
            implements PublishedOpportunityEvent {}

    @Revision("1")
    record ExpectedCloseChanged(
            String opportunityId,
            LocalDate oldExpectedClose,
            LocalDate expectedClose,
            @Nullable String reason,
            Instant occurredAt)
            implements PublishedOpportunityEvent {}

    @Revision("1")
    record OwnerChanged(
            String opportunityId,
            String oldOwner,
            String owner,
            @Nullable String reason,
            Instant occurredAt) implements PublishedOpportunityEvent {}

    @Revision("1")
    record HeldBack(String opportunityId, String reason, Instant occurredAt) implements PublishedOpportunityEvent {}

    @Revision("1")
    record Resumed(String opportunityId, Instant occurredAt) implements PublishedOpportunityEvent {}

    @Revision("1")
    record OpportunityWon(
            String opportunityId,
            String orderId,
            String fromStage,
            int fromRank,
            String currency,
            BigDecimal amount,
            Instant occurredAt)
            implements PublishedOpportunityEvent {}

    /** @param stage in which it is open again; what was left of the order is cancelled by an event of the order */
    @Revision("1")
    record WinUndone(
            String opportunityId,
            String orderId,
            String stage,
            int stageRank,
            BigDecimal probability,
            String reason,
            Instant occurredAt)
            implements PublishedOpportunityEvent {}

    @Revision("1")
    record OpportunityLost(
            String opportunityId,
            String fromStage,
            int fromRank,
            String reason,
            @Nullable String competitor,
            Instant occurredAt)
            implements PublishedOpportunityEvent {}

    @Revision("1")
    record Reopened(
            String opportunityId,
            String stage,
            int stageRank,
            BigDecimal probability,
            String reason,
            Instant occurredAt)
            implements PublishedOpportunityEvent {}
}
