package io.plumbline.reporting.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What customer-service publishes of tier policies. */
public sealed interface TierPolicyEvent extends Published {

    /** What the customers of a tier are due. */
    record Service(String tier, int cadenceDays) {}

    /** @param territory where it holds, with all below that has none of its own; null: everywhere else */
    record PolicyPublished(@Nullable String territory, int version, List<Service> services, Instant occurredAt)
            implements TierPolicyEvent {}
}
