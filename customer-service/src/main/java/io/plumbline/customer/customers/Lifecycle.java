package io.plumbline.customer.customers;

/** How far a customer has come with us. */
enum Lifecycle {
    /** Has not ordered yet. */
    PROSPECT,
    CUSTOMER,
    LOST,
    /** Was lost, and is a customer again. */
    REGAINED
}
