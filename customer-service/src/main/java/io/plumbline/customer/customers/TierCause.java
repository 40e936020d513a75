package io.plumbline.customer.customers;

/** Why a tier changed. */
enum TierCause {
    ASSESSMENT,
    /** Another policy, or another version of it, covers the customer now. */
    POLICY,
    OVERRIDE,
    OVERRIDE_ENDED
}
