package io.plumbline.customer.customers;

import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What others read of a customer's events; {@code contract/} holds one message of each. */
@EventNames("customer")
sealed interface PublishedCustomerEvent {

    @Revision("1")
    record CustomerRegistered(
            String customerId,
            List<ExternalReference> externalReferences,
            @Nullable String nameEn,
            @Nullable String nameZh,
            String segment,
            String industry,
            @Nullable Integer size,
            String territory,
            String channel,
            String owner,
            List<String> needs,
            List<String> painPoints,
            Instant occurredAt)
            implements PublishedCustomerEvent {}

    @Revision("1")
    record ProfileChanged(
            String customerId,
            List<ExternalReference> externalReferences,
            @Nullable String nameEn,
            @Nullable String nameZh,
            String segment,
            String industry,
            @Nullable Integer size,
            String territory,
            String channel,
            String owner,
            List<String> needs,
            List<String> painPoints,
            Instant occurredAt)
            implements PublishedCustomerEvent {}

    @Revision("1")
    record CustomerAssessed(
            String customerId, int money, int authority, int need, Evidence evidence, Instant occurredAt)
            implements PublishedCustomerEvent {}

    @Revision("1")
    record TierChanged(
            String customerId,
            @Nullable String oldTier,
            String tier,
            String computedTier,
            String cause,
            int money,
            int authority,
            int need,
            @Nullable String policyTerritory,
            int policyVersion,
            @Nullable String reason,
            @Nullable Instant until,
            Instant occurredAt)
            implements PublishedCustomerEvent {}

    @Revision("1")
    record LifecycleChanged(
            String customerId,
            String oldLifecycle,
            String lifecycle,
            String cause,
            @Nullable String reason,
            Instant occurredAt)
            implements PublishedCustomerEvent {}

    @Revision("1")
    record CustomerTransferred(
            String customerId,
            String oldOwner,
            String owner,
            String oldTerritory,
            String territory,
            String reason,
            Instant occurredAt)
            implements PublishedCustomerEvent {}

    @Revision("1")
    record CustomerShared(
            String customerId,
            String territory,
            LocalDate from,
            @Nullable LocalDate to,
            String reason,
            Instant occurredAt)
            implements PublishedCustomerEvent {}

    @Revision("1")
    record SharingEnded(String customerId, String territory, LocalDate to, String reason, Instant occurredAt)
            implements PublishedCustomerEvent {}

    @Revision("1")
    record CustomerMerged(String customerId, String survivorId, String reason, Instant occurredAt)
            implements PublishedCustomerEvent {}

    @Revision("1")
    record DuplicateAbsorbed(
            String customerId, String duplicateId, List<ExternalReference> externalReferences, Instant occurredAt)
            implements PublishedCustomerEvent {}

    @Revision("1")
    record SurveyAnswered(
            String customerId, String answerId, int score, LocalDate answeredOn, String source, Instant occurredAt)
            implements PublishedCustomerEvent {}

    @Revision("1")
    record ComplaintOpened(String customerId, String complaintId, String severity, String subject, Instant occurredAt)
            implements PublishedCustomerEvent {}

    @Revision("1")
    record ComplaintResolved(String customerId, String complaintId, String resolution, Instant occurredAt)
            implements PublishedCustomerEvent {}

    @Revision("1")
    record ContactsErased(String customerId, Instant occurredAt) implements PublishedCustomerEvent {}
}
