package io.plumbline.customer.customers;

/**
 * How another system calls a customer.
 *
 * @param system for example {@code ERP}
 * @param reference unique within that system
 */
public record ExternalReference(String system, String reference) {}
