package io.plumbline.reporting.history;

import io.plumbline.reporting.events.TierPolicyEvent;
import io.plumbline.reporting.events.TierPolicyEvent.PolicyPublished;
import io.plumbline.reporting.events.TierPolicyEvent.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param territory where it holds; null: everywhere that has none of its own */
record TierPolicy(@Nullable String territory, int version, List<Service> services) {

    static final ReadModel VERSIONS = Versions.<TierPolicy>of(
            TierPolicyEvent.class, "tier_policy", false, (before, fact, at) -> switch ((TierPolicyEvent) fact.event()) {
                case PolicyPublished e -> new TierPolicy(e.territory(), e.version(), e.services());
            });
}
