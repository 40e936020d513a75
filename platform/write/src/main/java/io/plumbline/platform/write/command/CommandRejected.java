package io.plumbline.platform.write.command;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A command that a rule of the service refuses. Not to be taken for a rejection in the business, such as that of a plan by
 * a manager, which is a decision and an event.
 * Nothing was changed.
 */
public final class CommandRejected extends RuntimeException {

    /** Why it was refused, which decides how HTTP says so. */
    public enum Kind {
        /** What was asked for can never hold: 422. */
        INVALID,
        /** It does not fit the present state: 409. */
        STATE,
        /** It speaks of what has not arrived here yet: 409 with {@code Retry-After}. */
        NOT_YET,
        /** The caller may not: 403. */
        FORBIDDEN,
        /** What it speaks of does not exist: 404. */
        NOT_FOUND,
        /** It rests on what another service answers, which does not answer now: 503 with {@code Retry-After}. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final List<Violation> violations;

    private CommandRejected(Kind kind, String rule, @Nullable String field, String message) {
        this(kind, List.of(new Violation(rule, field, message)));
    }

    /**
     * A refusal for several reasons at once.
     *
     * @param violations at least one
     */
    private CommandRejected(Kind kind, List<Violation> violations) {
        // a refusal is an answer, not a fault: a stack trace would only cost time
        super(violations.stream().map(Violation::message).collect(Collectors.joining("; ")), null, false, false);
        this.kind = kind;
        this.violations = List.copyOf(violations);
    }

    /** What was asked breaks a rule that names the field. */
    public static CommandRejected invalid(String rule, String field, String message) {
        return new CommandRejected(Kind.INVALID, rule, field, message);
    }

    /** What was asked breaks several rules at once. */
    public static CommandRejected invalid(List<Violation> violations) {
        return new CommandRejected(Kind.INVALID, violations);
    }

    /** What was asked cannot be done in the state that the thing is in. */
    public static CommandRejected state(String rule, String message) {
        return new CommandRejected(Kind.STATE, rule, null, message);
    }

    /** What was asked in a field cannot be done in the state that the thing is in. */
    public static CommandRejected state(String rule, String field, String message) {
        return new CommandRejected(Kind.STATE, rule, field, message);
    }

    /** What was asked speaks of something that has not arrived here yet; the caller may try again soon. */
    public static CommandRejected notYet(String rule, String field, String message) {
        return new CommandRejected(Kind.NOT_YET, rule, field, message);
    }

    /** The one who asked may not. */
    public static CommandRejected forbidden(String rule, String message) {
        return new CommandRejected(Kind.FORBIDDEN, rule, null, message);
    }

    /** A field or parameter names what does not exist, or what the one who asked may not see: the same for both. */
    public static CommandRejected unknown(String field, Object id) {
        return new CommandRejected(
                Kind.NOT_FOUND,
                "known-value",
                field,
                "'" + field + "' names " + id + ", which does not exist or which you may not see");
    }

    /** What was asked rests on what another service answers, which does not; the caller may try again later. */
    public static CommandRejected unavailable(String rule, String message) {
        return new CommandRejected(Kind.UNAVAILABLE, rule, null, message);
    }

    /** There is no such thing. */
    public static CommandRejected notFound(String what, Object id) {
        return new CommandRejected(Kind.NOT_FOUND, "not-found", null, "there is no " + what + " " + id);
    }

    public Kind kind() {
        return kind;
    }

    /** Every rule that was broken; never empty. */
    public List<Violation> violations() {
        return violations;
    }
}
