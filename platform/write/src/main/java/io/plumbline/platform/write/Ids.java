package io.plumbline.platform.write;

/** The form that every id has which a client may choose. */
public final class Ids {

    /** The form of an id, for the validation of requests. */
    public static final String FORM = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private Ids() {}

    /** @throws Refused where {@code value} is no UUID in its canonical, lower-case form */
    public static void requireUuid(String field, String value) {
        if (!value.matches(FORM)) {
            throw Refused.invalid("uuid", field, "an id is a UUID in lower case");
        }
    }
}
