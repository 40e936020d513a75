package io.plumbline.activity.customers;

import org.jspecify.annotations.Nullable;

/**
 * A customer as the rules of this service see it.
 *
 * @param territory the code of the territory that looks after it
 * @param channel through which it came
 * @param owner the representative
 * @param tier A, B, C or D; null before the first assessment
 */
public record KnownCustomer(
        String customerId,
        String territory,
        String channel,
        String owner,
        @Nullable String tier) {}
