package io.plumbline.activity.opportunities;

import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OpportunityId;
import io.plumbline.activity.values.OrderId;
import io.plumbline.platform.write.store.EventNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to an opportunity. */
@EventNames("opportunity")
sealed interface OpportunityEvent {

    OpportunityId opportunityId();

    Instant occurredAt();

    /** A stage as an event names it. */
    record At(String stage, int rank, BigDecimal probability) {}

    @Revision("1")
    record OpportunityOpened(
            OpportunityId opportunityId,
            CustomerId customerId,
            String name,
            String pipeline,
            int pipelineVersion,
            At at,
            Source source,
            Currency currency,
            Lines lines,
            LocalDate expectedClose,
            String owner,
            String territory,
            String channel,
            Instant occurredAt)
            implements OpportunityEvent {}

    /** @param answers to the exit template, by name; they stay with the opportunity */
    @Revision("1")
    record TemplateFilled(OpportunityId opportunityId, String stage, Map<String, String> answers, Instant occurredAt)
            implements OpportunityEvent {}

    @Revision("1")
    record StageChanged(OpportunityId opportunityId, At from, At to, Instant occurredAt) implements OpportunityEvent {}

    @Revision("1")
    record LinesChanged(
            OpportunityId opportunityId,
            Currency currency,
            BigDecimal oldAmount,
            Lines lines,
            @Nullable String reason,
            Instant occurredAt)
            implements OpportunityEvent {}

    @Revision("1")
    record ExpectedCloseChanged(
            OpportunityId opportunityId,
            LocalDate oldExpectedClose,
            LocalDate expectedClose,
            @Nullable String reason,
            Instant occurredAt)
            implements OpportunityEvent {}

    @Revision("1")
    record OwnerChanged(
            OpportunityId opportunityId,
            String oldOwner,
            String owner,
            @Nullable String reason,
            Instant occurredAt) implements OpportunityEvent {}

    @Revision("1")
    record HeldBack(OpportunityId opportunityId, String reason, Instant occurredAt) implements OpportunityEvent {}

    @Revision("1")
    record Resumed(OpportunityId opportunityId, Instant occurredAt) implements OpportunityEvent {}

    @Revision("1")
    record OpportunityWon(
            OpportunityId opportunityId,
            OrderId orderId,
            At from,
            Currency currency,
            BigDecimal amount,
            Instant occurredAt)
            implements OpportunityEvent {}

    /**
     * A win was a mistake: from then on the opportunity is open again. Until then it counts as won.
     *
     * @param orderId of the order that the win had made, of which nothing is left
     * @param to the stage from which it was won
     */
    @Revision("1")
    record WinUndone(OpportunityId opportunityId, OrderId orderId, At to, String reason, Instant occurredAt)
            implements OpportunityEvent {}

    @Revision("1")
    record OpportunityLost(
            OpportunityId opportunityId,
            At from,
            LossReason reason,
            @Nullable String competitor,
            Instant occurredAt) implements OpportunityEvent {}

    @Revision("1")
    record Reopened(OpportunityId opportunityId, At to, String reason, Instant occurredAt)
            implements OpportunityEvent {}
}
