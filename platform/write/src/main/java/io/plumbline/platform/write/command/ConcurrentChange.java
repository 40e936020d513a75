package io.plumbline.platform.write.command;

import io.plumbline.platform.write.store.SqlStates;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Tells whether a command failed because another changed the same thing at the same time. */
public final class ConcurrentChange {

    private static final int DEEPEST_CAUSE = 20;

    private ConcurrentChange() {}

    /** Only such a failure is worth another try; a refusal by the domain would be refused again. */
    public static boolean caused(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < DEEPEST_CAUSE; cause = cause.getCause(), depth++) {
            if (cause instanceof ConcurrencyException || cause instanceof LockAcquisitionFailedException) {
                return true;
            }
        }
        return SqlStates.meansConflict(failure);
    }
}
