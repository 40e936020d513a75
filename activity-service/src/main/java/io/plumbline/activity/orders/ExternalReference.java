package io.plumbline.activity.orders;

/**
 * How another system calls an order.
 *
 * @param system for example {@code ERP}
 * @param reference unique within that system
 */
public record ExternalReference(String system, String reference) {}
