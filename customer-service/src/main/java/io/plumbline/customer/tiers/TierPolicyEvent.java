package io.plumbline.customer.tiers;

import io.plumbline.platform.write.store.EventNames;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to a tier policy. */
@EventNames("tierpolicy")
public sealed interface TierPolicyEvent {

    Instant occurredAt();

    /**
     * @param territory null for the default of all
     * @param version from 1
     */
    @Revision("1")
    record PolicyPublished(@Nullable String territory, int version, PolicyTerms terms, Instant occurredAt)
            implements TierPolicyEvent {}
}
