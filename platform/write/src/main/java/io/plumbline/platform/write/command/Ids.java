package io.plumbline.platform.write.command;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.regex.Pattern;

/** The form that every id has which a client may choose. */
public final class Ids {

    /** The form of an id, for the validation of requests. */
    public static final String FORM = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private static final Pattern CANONICAL = Pattern.compile(FORM);

    private Ids() {}

    /**
     * The id of what another system knows under a reference: the same wherever and however often it is asked for.
     *
     * @param kind keeps apart what different kinds of things call alike, for example {@code opportunity}
     */
    public static String ofReference(String kind, String system, String reference) {
        return UuidCreator.getNameBasedSha1(kind + '\n' + system + '\n' + reference)
                .toString();
    }

    /** @throws CommandRejected where {@code value} is no UUID in its canonical, lower-case form */
    public static void requireUuid(String field, String value) {
        if (!CANONICAL.matcher(value).matches()) {
            throw CommandRejected.invalid("uuid", field, "an id is a UUID in lower case");
        }
    }
}
