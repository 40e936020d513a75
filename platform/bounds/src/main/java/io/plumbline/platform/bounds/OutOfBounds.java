package io.plumbline.platform.bounds;

/** A value that some store on the way cannot hold. The message is one sentence for a person and never repeats the value. */
public final class OutOfBounds extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String rule;

    OutOfBounds(String rule, String message) {
        super(message);
        this.rule = rule;
    }

    /** The rule's name, for programs: {@code characters}, {@code digits} or {@code years}. */
    public String rule() {
        return rule;
    }
}
