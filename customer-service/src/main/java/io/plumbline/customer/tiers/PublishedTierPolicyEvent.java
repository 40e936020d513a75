package io.plumbline.customer.tiers;

import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What others read of a tier policy's events; {@code contract/} holds one message of each. */
@EventNames("tierpolicy")
sealed interface PublishedTierPolicyEvent {

    @Revision("1")
    record PolicyPublished(
            @Nullable String territory,
            int version,
            List<TierRule> rules,
            List<TierService> services,
            int prospectCadenceDays,
            int firstSaleCallDays,
            Instant occurredAt)
            implements PublishedTierPolicyEvent {}
}
