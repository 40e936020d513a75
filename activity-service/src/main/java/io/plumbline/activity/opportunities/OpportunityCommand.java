package io.plumbline.activity.opportunities;

import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OpportunityId;
import io.plumbline.activity.values.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
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
     * What another system knows of an opportunity, asked as often as it likes: the first time it opens the opportunity and
     * retells its history, later it does what the other system has since learnt.
     *
     * @param pipeline opened under its newest version
     * @param openedIn where it began; null where that is not known, and it is then the first stage before moves, else {@code stage}
     * @param stage where it is, or was when it closed; null where that is not known
     * @param territory that has the credit; null for the customer's
     * @param moves in the order of time; empty where the other system keeps none
     * @param answers to exit templates, by name
     * @param closing null while it is open
     * @param changedAt when what differs changed there; null for when it closed, or now
     */
    record ImportOpportunity(
            @TargetAggregateIdentifier OpportunityId opportunityId,
            CustomerId customerId,
            String name,
            String pipeline,
            @Nullable String openedIn,
            @Nullable String stage,
            Source source,
            Currency currency,
            Lines lines,
            LocalDate expectedClose,
            String owner,
            @Nullable String territory,
            Instant openedAt,
            List<Move> moves,
            Map<String, String> answers,
            @Nullable Closing closing,
            @Nullable Instant changedAt)
            implements OpportunityCommand {}

    /** That an opportunity entered a stage. */
    record Move(String to, Instant at) {}

    /** How an opportunity ended. */
    sealed interface Closing {

        Instant at();

        /** @param orderId of the order that this makes */
        record Won(OrderId orderId, Instant at) implements Closing {}

        record Lost(LossReason reason, @Nullable String competitor, Instant at) implements Closing {}
    }

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

    /** Takes back a win that was entered by mistake, and what is left of its order. */
    record UndoWin(
            @TargetAggregateIdentifier OpportunityId opportunityId,
            String reason,
            @Nullable Instant occurredAt) implements OpportunityCommand {}

    /** @param stage where it goes on; null for the stage in which it was lost */
    record Reopen(
            @TargetAggregateIdentifier OpportunityId opportunityId,
            @Nullable String stage,
            String reason,
            @Nullable Instant occurredAt)
            implements OpportunityCommand {}
}
