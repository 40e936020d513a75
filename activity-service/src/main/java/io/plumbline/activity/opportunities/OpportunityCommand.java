package io.plumbline.activity.opportunities;

import io.plumbline.activity.terms.CustomerId;
import io.plumbline.activity.terms.OpportunityId;
import io.plumbline.activity.terms.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an opportunity. {@code occurredAt} is null for now. */
sealed interface OpportunityCommand {

    /**
     * @param pipeline opened under its newest version
     * @param stage where it begins; null for the first stage
     */
    record OpenOpportunity(
            @TargetAggregateIdentifier OpportunityId opportunityId,
            CustomerId customerId,
            String name,
            String pipeline,
            @Nullable String stage,
            Source source,
            Currency currency,
            Lines lines,
            LocalDate expectedClose,
            String owner,
            @Nullable Instant occurredAt)
            implements OpportunityCommand {}

    /**
     * Forwards, backwards or past stages.
     *
     * @param answers to the exit template of the stage that is left, by name
     */
    record MoveToStage(
            @TargetAggregateIdentifier OpportunityId opportunityId,
            String to,
            Map<String, String> answers,
            @Nullable Instant occurredAt)
            implements OpportunityCommand {}

    /** @param currency the opportunity's own, in which the lines are */
    record ChangeLines(
            @TargetAggregateIdentifier OpportunityId opportunityId,
            Currency currency,
            Lines lines,
            @Nullable String reason,
            @Nullable Instant occurredAt)
            implements OpportunityCommand {}

    record ChangeExpectedClose(
            @TargetAggregateIdentifier OpportunityId opportunityId,
            LocalDate expectedClose,
            @Nullable String reason,
            @Nullable Instant occurredAt)
            implements OpportunityCommand {}

    record ChangeOwner(
            @TargetAggregateIdentifier OpportunityId opportunityId,
            String owner,
            @Nullable String reason,
            @Nullable Instant occurredAt)
            implements OpportunityCommand {}

    record PutOnHold(
            @TargetAggregateIdentifier OpportunityId opportunityId,
            String reason,
            @Nullable Instant occurredAt) implements OpportunityCommand {}

    record Resume(
            @TargetAggregateIdentifier OpportunityId opportunityId,
            @Nullable Instant occurredAt) implements OpportunityCommand {}

    /** @param orderId of the order that this makes */
    record Win(
            @TargetAggregateIdentifier OpportunityId opportunityId,
            OrderId orderId,
            Map<String, String> answers,
            @Nullable Instant occurredAt)
            implements OpportunityCommand {}

    record Lose(
            @TargetAggregateIdentifier OpportunityId opportunityId,
            LossReason reason,
            @Nullable String competitor,
            @Nullable Instant occurredAt)
            implements OpportunityCommand {}

    /** @param stage where it goes on; null for the stage in which it was lost */
    record Reopen(
            @TargetAggregateIdentifier OpportunityId opportunityId,
            @Nullable String stage,
            String reason,
            @Nullable Instant occurredAt)
            implements OpportunityCommand {}
}
