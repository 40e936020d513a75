package io.plumbline.platform.write.relay;

import java.util.List;

/** Takes events out of the service. */
interface EventSender extends AutoCloseable {

    /** Makes sure that there is somewhere to send to, before the first event. */
    void open() throws InterruptedException;

    /**
     * Sends events in order and returns when every one of them is acknowledged.
     *
     * @param storeEpoch names the incarnation of the event store that they come from
     * @throws NotSent where even one was not acknowledged, or not known to be
     * @throws InterruptedException likewise; an interrupt is never taken for an acknowledgement
     */
    void send(List<StoredEvent> events, String storeEpoch) throws InterruptedException;

    @Override
    void close();

    /** An event could not be sent. The line stops: what follows it must not overtake it. */
    final class NotSent extends RuntimeException {

        NotSent(StoredEvent event, Throwable cause) {
            super(
                    "event " + event.eventId() + " (" + event.payloadType() + ", index " + event.globalIndex()
                            + ") was not sent: " + cause.getMessage(),
                    cause);
        }
    }
}
