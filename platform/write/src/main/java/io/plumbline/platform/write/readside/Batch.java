package io.plumbline.platform.write.readside;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Lets a read side write together what a transaction's events say of one table. All events of a transaction reach a group of
 * handlers as one batch; a statement for each of thousands would take longer than a transaction may.
 */
public final class Batch {

    private Batch() {}

    /**
     * What has been collected in the present batch so far.
     *
     * @param key names the collection, unique within the group of handlers
     * @param empty makes the collection
     * @param write writes the collection, once the last event of the batch has been handled
     */
    public static <T> T collected(String key, Supplier<T> empty, Consumer<T> write) {
        UnitOfWork<?> batch = CurrentUnitOfWork.get();
        return batch.getOrComputeResource(key, k -> {
            T collection = empty.get();
            batch.onPrepareCommit(work -> write.accept(collection));
            return collection;
        });
    }
}
