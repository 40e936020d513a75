package io.plumbline.customer.tiers;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a tier policy. {@code occurredAt} is null for now. */
sealed interface TierPolicyCommand {

    /** @param territory null for the default of all */
    record PublishPolicy(
            @TargetAggregateIdentifier String policyId,
            @Nullable String territory,
            PolicyTerms terms,
            @Nullable Instant occurredAt)
            implements TierPolicyCommand {}

    /** Publishes the built-in default, so that other services learn of it too; nothing where there is one already. */
    record PublishBuiltIn(@TargetAggregateIdentifier String policyId) implements TierPolicyCommand {}
}
