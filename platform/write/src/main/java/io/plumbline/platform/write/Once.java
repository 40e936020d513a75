package io.plumbline.platform.write;

import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Reads what many commands of one transaction ask for, and none of them changes, once. */
public final class Once {

    private Once() {}

    /**
     * What {@code read} gave when {@code key} was first asked for in this transaction; outside one it is read every time.
     *
     * @param key names what is read, unique within the service
     */
    public static <T> T perTransaction(String key, Supplier<T> read) {
        return CurrentUnitOfWork.isStarted()
                ? CurrentUnitOfWork.get().root().getOrComputeResource(key, k -> read.get())
                : read.get();
    }

    /** Has {@code key} read already, as {@code value}, in this transaction. */
    public static void known(String key, Object value) {
        CurrentUnitOfWork.get().root().resources().put(key, value);
    }
}
