package io.plumbline.customer.customers;

/** How bad a complaint is. */
enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
