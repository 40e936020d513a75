package io.plumbline.platform.write;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A command that the domain refuses. Nothing was changed; each service names its own refusals by subclasses. */
public abstract class Rejection extends RuntimeException {

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
        NOT_FOUND
    }

    private final Kind kind;
    private final List<Violation> violations;

    protected Rejection(Kind kind, String rule, @Nullable String field, String message) {
        this(kind, List.of(new Violation(rule, field, message)));
    }

    /**
     * A refusal for several reasons at once.
     *
     * @param violations at least one
     */
    protected Rejection(Kind kind, List<Violation> violations) {
        // a refusal is an answer, not a fault: a stack trace would only cost time
        super(violations.stream().map(Violation::message).collect(Collectors.joining("; ")), null, false, false);
        this.kind = kind;
        this.violations = List.copyOf(violations);
    }

    public final Kind kind() {
        return kind;
    }

    /** Every rule that was broken; never empty. */
    public final List<Violation> violations() {
        return violations;
    }
}
