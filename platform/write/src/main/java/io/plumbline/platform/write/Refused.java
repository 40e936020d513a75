package io.plumbline.platform.write;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that a rule of the service refuses. Not to be taken for a rejection in the business, such as that of a plan by
 * a manager, which is a decision and an event.
 */
public final class Refused extends Rejection {

    private Refused(Kind kind, String rule, @Nullable String field, String message) {
        super(kind, rule, field, message);
    }

    private Refused(List<Violation> violations) {
        super(Kind.INVALID, violations);
    }

    /** What was asked breaks a rule that names the field. */
    public static Refused invalid(String rule, String field, String message) {
        return new Refused(Kind.INVALID, rule, field, message);
    }

    /** What was asked breaks several rules at once. */
    public static Refused invalid(List<Violation> violations) {
        return new Refused(violations);
    }

    /** What was asked cannot be done in the state that the thing is in. */
    public static Refused state(String rule, String message) {
        return new Refused(Kind.STATE, rule, null, message);
    }

    /** What was asked speaks of something that has not arrived here yet; the caller may try again soon. */
    public static Refused notYet(String rule, String field, String message) {
        return new Refused(Kind.NOT_YET, rule, field, message);
    }

    /** The one who asked may not. */
    public static Refused forbidden(String rule, String message) {
        return new Refused(Kind.FORBIDDEN, rule, null, message);
    }

    /** A field or parameter names what does not exist, or what the one who asked may not see: the same for both. */
    public static Refused unknown(String field, Object id) {
        return new Refused(
                Kind.NOT_FOUND,
                "known-value",
                field,
                "'" + field + "' names " + id + ", which does not exist or which you may not see");
    }

    /** There is no such thing. */
    public static Refused notFound(String what, Object id) {
        return new Refused(Kind.NOT_FOUND, "not-found", null, "there is no " + what + " " + id);
    }
}
