package io.plumbline.customer.customers;

import io.plumbline.platform.write.store.Publication;
import org.springframework.stereotype.Component;

@Component
class CustomerPublication implements Publication<CustomerEvent> {

    @Override
    public Class<CustomerEvent> domainEvents() {
        return CustomerEvent.class;
    }

    @Override
    public PublishedCustomerEvent publish(CustomerEvent event) {
        String id = event.customerId().value();
        return switch (event) {
            case CustomerEvent.CustomerRegistered e -> {
                CustomerProfile profile = e.profile();
                yield new PublishedCustomerEvent.CustomerRegistered(
                        id,
                        profile.externalReferences(),
                        profile.nameEn(),
                        profile.nameZh(),
                        profile.segment(),
                        profile.industry(),
                        profile.size(),
                        profile.territory(),
                        profile.channel(),
                        profile.owner(),
                        profile.needs(),
                        profile.painPoints(),
                        e.occurredAt());
            }
            case CustomerEvent.ProfileChanged e -> {
                CustomerProfile profile = e.profile();
                yield new PublishedCustomerEvent.ProfileChanged(
                        id,
                        profile.externalReferences(),
                        profile.nameEn(),
                        profile.nameZh(),
                        profile.segment(),
                        profile.industry(),
                        profile.size(),
                        profile.territory(),
                        profile.channel(),
                        profile.owner(),
                        profile.needs(),
                        profile.painPoints(),
                        e.occurredAt());
            }
            case CustomerEvent.CustomerAssessed e ->
                new PublishedCustomerEvent.CustomerAssessed(
                        id,
                        e.scores().money(),
                        e.scores().authority(),
                        e.scores().need(),
                        e.evidence(),
                        e.occurredAt());
            case CustomerEvent.TierChanged e ->
                new PublishedCustomerEvent.TierChanged(
                        id,
                        e.oldTier() == null ? null : e.oldTier().name(),
                        e.tier().name(),
                        e.computedTier().name(),
                        e.cause().name(),
                        e.scores().money(),
                        e.scores().authority(),
                        e.scores().need(),
                        e.policyTerritory(),
                        e.policyVersion(),
                        e.reason(),
                        e.until(),
                        e.occurredAt());
            case CustomerEvent.LifecycleChanged e ->
                new PublishedCustomerEvent.LifecycleChanged(
                        id,
                        e.oldLifecycle().name(),
                        e.lifecycle().name(),
                        e.cause().name(),
                        e.reason(),
                        e.occurredAt());
            case CustomerEvent.CustomerTransferred e ->
                new PublishedCustomerEvent.CustomerTransferred(
                        id, e.oldOwner(), e.owner(), e.oldTerritory(), e.territory(), e.reason(), e.occurredAt());
            case CustomerEvent.CustomerShared e ->
                new PublishedCustomerEvent.CustomerShared(
                        id, e.territory(), e.from(), e.to(), e.reason(), e.occurredAt());
            case CustomerEvent.SharingEnded e ->
                new PublishedCustomerEvent.SharingEnded(id, e.territory(), e.to(), e.reason(), e.occurredAt());
            case CustomerEvent.CustomerMerged e ->
                new PublishedCustomerEvent.CustomerMerged(id, e.survivorId().value(), e.reason(), e.occurredAt());
            case CustomerEvent.DuplicateAbsorbed e ->
                new PublishedCustomerEvent.DuplicateAbsorbed(
                        id, e.duplicateId().value(), e.externalReferences(), e.occurredAt());
            case CustomerEvent.SurveyAnswered e ->
                new PublishedCustomerEvent.SurveyAnswered(
                        id, e.answerId(), e.score(), e.answeredOn(), e.source(), e.occurredAt());
            case CustomerEvent.ComplaintOpened e ->
                new PublishedCustomerEvent.ComplaintOpened(
                        id, e.complaintId(), e.severity().name(), e.subject(), e.occurredAt());
            case CustomerEvent.ComplaintResolved e ->
                new PublishedCustomerEvent.ComplaintResolved(id, e.complaintId(), e.resolution(), e.occurredAt());
            case CustomerEvent.ContactsErased e -> new PublishedCustomerEvent.ContactsErased(id, e.occurredAt());
        };
    }
}
