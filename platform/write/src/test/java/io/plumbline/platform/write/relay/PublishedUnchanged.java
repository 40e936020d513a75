package io.plumbline.platform.write.relay;

import io.plumbline.platform.write.store.Publication;

/** Publishes events in the form in which they are stored. */
record PublishedUnchanged<D>(Class<D> domainEvents) implements Publication<D> {

    @Override
    public Object publish(D event) {
        return event;
    }
}
