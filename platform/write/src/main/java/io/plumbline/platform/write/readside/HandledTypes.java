package io.plumbline.platform.write.readside;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;

/**
 * Remembers which types of events a group of handlers handles. Axon offers every event to every group, and finds out each time anew
 * by looking through the group's methods; no method here asks for more than a type.
 */
final class HandledTypes implements EventHandlerInvoker {

    private final EventHandlerInvoker handlers;
    private final Map<Class<?>, Boolean> handled = new ConcurrentHashMap<>();

    HandledTypes(EventHandlerInvoker handlers) {
        this.handlers = handlers;
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        return handled.computeIfAbsent(event.getPayloadType(), type -> handlers.canHandle(event, segment));
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return handlers.canHandleType(payloadType);
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) throws Exception {
        handlers.handle(event, segment);
    }

    @Override
    public boolean supportsReset() {
        return handlers.supportsReset();
    }

    @Override
    public void performReset() {
        handlers.performReset();
    }

    @Override
    public <R> void performReset(R resetContext) {
        handlers.performReset(resetContext);
    }

    @Override
    public void segmentReleased(Segment segment) {
        handlers.segmentReleased(segment);
    }
}
