package io.plumbline.platform.write.command;

import java.util.Map;
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
        if (!CurrentUnitOfWork.isStarted()) {
            return read.get();
        }
        Map<String, Object> resources = CurrentUnitOfWork.get().root().resources();
        @SuppressWarnings("unchecked") // what is kept under the key was read by the same caller
        T known = (T) resources.get(key);
        if (known != null) {
            return known;
        }
        // what is read may itself ask for something else that is read once, so that nothing is computed within the map
        T value = read.get();
        resources.put(key, value);
        return value;
    }

    /** Has {@code key} read already, as {@code value}, in this transaction. */
    public static void known(String key, Object value) {
        CurrentUnitOfWork.get().root().resources().put(key, value);
    }
}
