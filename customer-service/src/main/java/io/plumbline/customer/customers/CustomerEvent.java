package io.plumbline.customer.customers;

import io.plumbline.customer.tiers.Scores;
import io.plumbline.customer.tiers.Tier;
import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to a customer. */
@EventNames("customer")
public sealed interface CustomerEvent {

    CustomerId customerId();

    Instant occurredAt();

    @Revision("1")
    record CustomerRegistered(CustomerId customerId, CustomerProfile profile, Instant occurredAt)
            implements CustomerEvent {}

    @Revision("1")
    record ProfileChanged(CustomerId customerId, CustomerProfile profile, Instant occurredAt)
            implements CustomerEvent {}

    @Revision("1")
    record CustomerAssessed(CustomerId customerId, Scores scores, Evidence evidence, Instant occurredAt)
            implements CustomerEvent {}

    /**
     * @param oldTier null for the first
     * @param tier that it is worked on by
     * @param computedTier that the scores make by the policy; differs while the tier is overridden
     * @param policyTerritory whose policy it is; null for the default of all
     * @param reason of the override that stands; null where none does
     * @param until when the override that stands is over; null where none does
     */
    @Revision("1")
    record TierChanged(
            CustomerId customerId,
            @Nullable Tier oldTier,
            Tier tier,
            Tier computedTier,
            TierCause cause,
            Scores scores,
            @Nullable String policyTerritory,
            int policyVersion,
            @Nullable String reason,
            @Nullable Instant until,
            Instant occurredAt)
            implements CustomerEvent {}

    /** @param reason null unless somebody declared it */
    @Revision("1")
    record LifecycleChanged(
            CustomerId customerId,
            Lifecycle oldLifecycle,
            Lifecycle lifecycle,
            LifecycleCause cause,
            @Nullable String reason,
            Instant occurredAt)
            implements CustomerEvent {}

    @Revision("1")
    record CustomerTransferred(
            CustomerId customerId,
            String oldOwner,
            String owner,
            String oldTerritory,
            String territory,
            String reason,
            Instant occurredAt)
            implements CustomerEvent {}

    /**
     * Another territory's people may work on the customer as well.
     *
     * @param from the first day, where the territory is
     * @param to the last day; null while no end is known
     */
    @Revision("1")
    record CustomerShared(
            CustomerId customerId,
            String territory,
            LocalDate from,
            @Nullable LocalDate to,
            String reason,
            Instant occurredAt)
            implements CustomerEvent {}

    /** @param to the last day on which the customer is shared with the territory */
    @Revision("1")
    record SharingEnded(CustomerId customerId, String territory, LocalDate to, String reason, Instant occurredAt)
            implements CustomerEvent {}

    /** The customer was a duplicate; its history stays and is told with the survivor's. */
    @Revision("1")
    record CustomerMerged(CustomerId customerId, CustomerId survivorId, String reason, Instant occurredAt)
            implements CustomerEvent {}

    /**
     * The other side of {@link CustomerMerged}.
     *
     * @param externalReferences all that the survivor has from now on
     */
    @Revision("1")
    record DuplicateAbsorbed(
            CustomerId customerId,
            CustomerId duplicateId,
            List<ExternalReference> externalReferences,
            Instant occurredAt)
            implements CustomerEvent {}

    /** @param score 0-100 */
    @Revision("1")
    record SurveyAnswered(
            CustomerId customerId, String answerId, int score, LocalDate answeredOn, String source, Instant occurredAt)
            implements CustomerEvent {}

    @Revision("1")
    record ComplaintOpened(
            CustomerId customerId, String complaintId, Severity severity, String subject, Instant occurredAt)
            implements CustomerEvent {}

    @Revision("1")
    record ComplaintResolved(CustomerId customerId, String complaintId, String resolution, Instant occurredAt)
            implements CustomerEvent {}

    /** The contact persons of a customer, and the key that they were written with, are gone. */
    @Revision("1")
    record ContactsErased(CustomerId customerId, Instant occurredAt) implements CustomerEvent {}
}
