package io.plumbline.customer.tiers;

import org.jspecify.annotations.Nullable;

/**
 * A version of a policy; it never changes.
 *
 * @param territory where it holds, and below unless something there has its own; null for the default of all
 * @param version from 1, by territory
 */
public record TierPolicy(@Nullable String territory, int version, PolicyTerms terms) {

    /** The first version of the default. */
    public static final TierPolicy FIRST_DEFAULT = new TierPolicy(null, 1, PolicyTerms.BUILT_IN);
}
