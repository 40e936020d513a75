package io.plumbline.platform.write.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL means by an SQLSTATE, found anywhere in a chain of causes. */
public final class SqlStates {

    private SqlStates() {}

    /** 23505 unique_violation. */
    public static boolean meansDuplicateKey(Throwable failure) {
        return "23505".equals(stateOf(failure));
    }

    /** Classes 22 and 54: a value is out of the range or the size that a table or an index takes. */
    public static boolean meansUnstorable(Throwable failure) {
        String state = stateOf(failure);
        return state != null && (state.startsWith("22") || state.startsWith("54"));
    }

    /** Class 40: the transaction lost against another one (serialization failure, deadlock) and may be run again. */
    public static boolean meansConflict(Throwable failure) {
        String state = stateOf(failure);
        return state != null && state.startsWith("40");
    }

    /** A time limit, a lock limit, no connection, no resources, or a server that is shutting down. */
    public static boolean meansBusy(Throwable failure) {
        String state = stateOf(failure);
        if (state == null) {
            // the pool's own word for a connection that the server has closed comes without a state
            return failure instanceof SQLException || (failure.getCause() != null && meansBusy(failure.getCause()));
        }
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.equals("55P03")
                || state.equals("25P03")
                || state.equals("25P04");
    }

    /** A transaction took longer than it may; a smaller one would not. */
    public static boolean meansTooMuchAtOnce(Throwable failure) {
        return "25P04".equals(stateOf(failure));
    }

    private static @Nullable String stateOf(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
