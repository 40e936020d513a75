package io.plumbline.platform.write.relay;

import java.util.List;

/** Where the relay reads what is to be published. */
interface EventSource {

    /**
     * What follows a position, as far as it is certain that nothing can still appear in between.
     *
     * @param limit how many events at the most
     * @throws InterruptedException where the thread was interrupted while it waited for an open transaction
     */
    Batch after(long position, int limit) throws InterruptedException;

    /**
     * A stretch of the store with nothing missing.
     *
     * @param events in the order of their global index
     * @param skipped the indexes between them that no event will ever have
     * @param position the last index that the stretch covers
     */
    record Batch(List<StoredEvent> events, List<Skip> skipped, long position) {

        static Batch empty(long position) {
            return new Batch(List.of(), List.of(), position);
        }
    }

    /** Consecutive global indexes that were drawn and rolled back, both ends included. */
    record Skip(long first, long last) {}
}
