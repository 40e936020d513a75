package io.plumbline.customer.tiers;

import io.plumbline.platform.write.history.EventDescription;
import org.springframework.stereotype.Component;

@Component
class TierPolicyDescription implements EventDescription<TierPolicyEvent> {

    @Override
    public Class<TierPolicyEvent> domainEvents() {
        return TierPolicyEvent.class;
    }

    @Override
    public Sentence tell(TierPolicyEvent event) {
        return switch (event) {
            case TierPolicyEvent.PolicyPublished e ->
                Sentence.of("version " + e.version() + " was published", e.occurredAt());
        };
    }
}
