package io.plumbline.platform.write.store;

/**
 * How one aggregate's domain events become published ones. Every domain event is published, because consumers tell a
 * lost event by a gap in an aggregate's sequence numbers.
 *
 * @param <D> the sealed interface of the domain events, annotated with {@link EventNames}
 */
public interface Publication<D> {

    /** The sealed interface of the domain events. */
    Class<D> domainEvents();

    /**
     * The published event: a record of a sealed interface annotated with {@link EventNames}. One exhaustive switch, so
     * that a new domain event does not compile until somebody decides what the world is told of it.
     */
    Object publish(D event);
}
