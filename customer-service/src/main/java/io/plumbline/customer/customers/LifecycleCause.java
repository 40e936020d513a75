package io.plumbline.customer.customers;

/** Why a lifecycle changed. */
enum LifecycleCause {
    FIRST_ORDER,
    /** A lost customer ordered. */
    NEW_ORDER,
    /** Somebody said so, with a reason. */
    DECLARED,
    /** A duplicate that was absorbed had come further. */
    MERGE
}
