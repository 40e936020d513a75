package io.plumbline.customer.tiers;

import java.util.Set;

/** The policies in force. */
public interface TierPolicies {

    /**
     * The policy for customers of a territory: that of the nearest territory upwards that has one, else the default. Until
     * the transaction that asks has ended, none is published, so that whoever decides by a policy has committed before the
     * customers are gone through for the next one.
     */
    TierPolicy covering(String territory);

    /** The same as it stands at this moment; for what is decided again by the customer itself. */
    TierPolicy inForce(String territory);

    /** The territories that have a policy of their own. */
    Set<String> territoriesWithTheirOwn();

    /** Waits until no transaction is under way that has decided by a policy. */
    void awaitDecisions();
}
