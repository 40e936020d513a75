package io.plumbline.customer.tiers;

import io.plumbline.platform.write.history.Narration;
import org.springframework.stereotype.Component;

@Component
class TierPolicyNarration implements Narration<TierPolicyEvent> {

    @Override
    public Class<TierPolicyEvent> domainEvents() {
        return TierPolicyEvent.class;
    }

    @Override
    public Told tell(TierPolicyEvent event) {
        return switch (event) {
            case TierPolicyEvent.PolicyPublished e ->
                Told.of("version " + e.version() + " was published", e.occurredAt());
        };
    }
}
