package io.plumbline.platform.write.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;

/**
 * The last events that this process has appended, as they were before they were written. Whoever reads one of them soon after
 * need not decode it, which takes longer than all else that is done to publish it.
 */
public final class RecentEvents {

    /** They take about two kilobytes each; an import of the size that is usual commits a few hundred at once. */
    private static final int MOST = 10_000;

    private final Map<String, EventMessage<?>> events = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EventMessage<?>> eldest) {
            return size() > MOST;
        }
    };

    /** Keeps events that are about to be committed. Those of a transaction that is rolled back go unasked for. */
    public synchronized void keep(List<? extends EventMessage<?>> appended) {
        appended.forEach(event -> events.put(event.getIdentifier(), event));
    }

    /** Gives an event away; empty where it isn't one of the last, or was appended by another process. */
    public synchronized Optional<EventMessage<?>> take(String eventId) {
        return Optional.ofNullable(events.remove(eventId));
    }
}
