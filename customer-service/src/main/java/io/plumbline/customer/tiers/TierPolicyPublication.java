package io.plumbline.customer.tiers;

import io.plumbline.platform.write.store.Publication;
import org.springframework.stereotype.Component;

@Component
class TierPolicyPublication implements Publication<TierPolicyEvent> {

    @Override
    public Class<TierPolicyEvent> domainEvents() {
        return TierPolicyEvent.class;
    }

    @Override
    public PublishedTierPolicyEvent publish(TierPolicyEvent event) {
        return switch (event) {
            case TierPolicyEvent.PolicyPublished e ->
                new PublishedTierPolicyEvent.PolicyPublished(
                        e.territory(),
                        e.version(),
                        e.terms().rules(),
                        e.terms().services(),
                        e.terms().prospectCadenceDays(),
                        e.terms().firstSaleCallDays(),
                        e.occurredAt());
        };
    }
}
