package io.plumbline.platform.write.store;

import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

/**
 * The service's upcasters in the order in which they apply, for the store and the relay alike. A service declares each as
 * a bean, ordered; each makes exactly one event of one.
 */
public record Upcasters(EventUpcasterChain chain) {}
