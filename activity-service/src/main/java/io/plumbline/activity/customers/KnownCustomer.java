package io.plumbline.activity.customers;

import org.jspecify.annotations.Nullable;

/**
 * A customer as this service knows it.
 *
 * @param territory the code of the territory that looks after it
 * @param owner the representative
 * @param tier A, B, C or D; null before the first assessment
 */
public record KnownCustomer(
        String customerId,
        @Nullable String nameEn,
        @Nullable String nameZh,
        String segment,
        String industry,
        String territory,
        String channel,
        String owner,
        @Nullable String tier) {}
