package io.plumbline.customer.customers;

import io.plumbline.customer.tiers.Scores;
import io.plumbline.customer.tiers.Tier;
import java.time.Instant;
import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a customer. {@code occurredAt} is null for now. */
public sealed interface CustomerCommand {

    record RegisterCustomer(
            @TargetAggregateIdentifier CustomerId customerId,
            CustomerProfile profile,
            @Nullable Instant occurredAt) implements CustomerCommand {}

    /**
     * What another system knows of a customer, asked as often as it likes: the first time it registers the customer, later it
     * changes what differs.
     *
     * @param profile null in it, and an empty list, say nothing
     * @param occurredAt when the customer was registered there; null where that is not known
     * @param changedAt when what differs changed there; null for now
     */
    record ImportCustomer(
            @TargetAggregateIdentifier CustomerId customerId,
            CustomerProfile profile,
            @Nullable Instant occurredAt,
            @Nullable Instant changedAt)
            implements CustomerCommand {}

    /** @param profile with the owner and the territory that the customer has; those change by a transfer */
    record ChangeProfile(
            @TargetAggregateIdentifier CustomerId customerId,
            CustomerProfile profile,
            @Nullable Instant occurredAt) implements CustomerCommand {}

    record AssessCustomer(
            @TargetAggregateIdentifier CustomerId customerId,
            Scores scores,
            Evidence evidence,
            @Nullable Instant occurredAt)
            implements CustomerCommand {}

    /** @param lastDay on which the override holds */
    record OverrideTier(
            @TargetAggregateIdentifier CustomerId customerId,
            Tier tier,
            String reason,
            LocalDate lastDay,
            @Nullable Instant occurredAt)
            implements CustomerCommand {}

    /** Gives a customer its computed tier back once its override is over; nothing before. */
    record EndOverride(@TargetAggregateIdentifier CustomerId customerId) implements CustomerCommand {}

    /** Decides the tier again by the policy in force; nothing where that changes nothing. */
    record ApplyPolicy(@TargetAggregateIdentifier CustomerId customerId) implements CustomerCommand {}

    record RecordOrder(@TargetAggregateIdentifier CustomerId customerId, Instant orderedAt)
            implements CustomerCommand {}

    record DeclareLost(
            @TargetAggregateIdentifier CustomerId customerId,
            String reason,
            @Nullable Instant occurredAt) implements CustomerCommand {}

    record DeclareRegained(
            @TargetAggregateIdentifier CustomerId customerId,
            String reason,
            @Nullable Instant occurredAt) implements CustomerCommand {}

    /** @param territory null to leave it where it is */
    record TransferCustomer(
            @TargetAggregateIdentifier CustomerId customerId,
            String owner,
            @Nullable String territory,
            String reason,
            @Nullable Instant occurredAt)
            implements CustomerCommand {}

    /**
     * Lets another territory's people work on the customer as well.
     *
     * @param to null while no end is known
     */
    record ShareCustomer(
            @TargetAggregateIdentifier CustomerId customerId,
            String territory,
            LocalDate from,
            @Nullable LocalDate to,
            String reason,
            @Nullable Instant occurredAt)
            implements CustomerCommand {}

    /** @param to the last day */
    record EndSharing(
            @TargetAggregateIdentifier CustomerId customerId,
            String territory,
            LocalDate to,
            String reason,
            @Nullable Instant occurredAt)
            implements CustomerCommand {}

    /** @param customerId the duplicate, which is no more used */
    record MergeInto(
            @TargetAggregateIdentifier CustomerId customerId,
            CustomerId survivorId,
            String reason,
            @Nullable Instant occurredAt)
            implements CustomerCommand {}

    record RecordSurveyAnswer(
            @TargetAggregateIdentifier CustomerId customerId,
            String answerId,
            int score,
            LocalDate answeredOn,
            String source,
            @Nullable Instant occurredAt)
            implements CustomerCommand {}

    record OpenComplaint(
            @TargetAggregateIdentifier CustomerId customerId,
            String complaintId,
            Severity severity,
            String subject,
            @Nullable Instant occurredAt)
            implements CustomerCommand {}

    record ResolveComplaint(
            @TargetAggregateIdentifier CustomerId customerId,
            String complaintId,
            String resolution,
            @Nullable Instant occurredAt)
            implements CustomerCommand {}

    record EraseContacts(
            @TargetAggregateIdentifier CustomerId customerId,
            @Nullable Instant occurredAt) implements CustomerCommand {}
}
