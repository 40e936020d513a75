package io.plumbline.platform.intake;

/** An event's JSON does not fit the record that it should be read into. */
public final class UndecodableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UndecodableException(String type, Throwable cause) {
        super("cannot read " + type + ": " + cause.getMessage(), cause);
    }
}
