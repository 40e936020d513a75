package io.plumbline.platform.write.store;

import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;

/** What the present transaction knows of aggregates' events. */
public interface AggregateEvents {

    /**
     * The events of an aggregate before one of its events, the oldest first.
     *
     * @param sequence of that event; the others have lower ones
     */
    List<DomainEventMessage<?>> before(String aggregateId, long sequence);
}
