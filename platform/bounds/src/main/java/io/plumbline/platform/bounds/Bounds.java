package io.plumbline.platform.bounds;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * What may come in: the texts, numbers and times that the narrowest store on the way can hold, an aggregate's event store, JSON
 * on Kafka and PostgreSQL's {@code text}, {@code jsonb}, {@code numeric} and {@code timestamptz}. A value within these bounds can be
 * stored, published, copied into the read models and converted between time zones; a field may be narrower.
 *
 * <p>Years keep a distance of a millennium from those in which ISO 8601 and PostgreSQL part ways (0 and 10000), so that what is
 * computed from a bounded time, the year before a period, a day later in another zone, needs no check of its own.
 */
public final class Bounds {

    /** The first day that a date or an instant may lie on. */
    public static final LocalDate FIRST_DAY = LocalDate.of(1000, 1, 1);

    /** The last day that a date or an instant may lie on. */
    public static final LocalDate LAST_DAY = LocalDate.of(8999, 12, 31);

    /** The most digits before a number's decimal point. */
    public static final int INTEGER_DIGITS = 22;

    /** The most decimals of a number that are not trailing zeros. */
    public static final int DECIMALS = 18;

    private static final Instant FIRST_INSTANT = FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final Instant AFTER_LAST_INSTANT =
            LAST_DAY.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final BigInteger LIMIT = BigInteger.TEN.pow(INTEGER_DIGITS);
    private static final char REPLACEMENT = '\uFFFD';

    private Bounds() {}

    /**
     * The text itself.
     *
     * @throws OutOfBounds where it holds U+0000 or half of a surrogate pair, which UTF-8 and PostgreSQL have no form for
     */
    public static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                throw new OutOfBounds("characters", "a text has no character U+0000");
            }
            if (Character.isSurrogate(c)) {
                if (!isPair(text, i)) {
                    throw new OutOfBounds("characters", "a text has no half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    /** The text with U+FFFD for each character that {@link #text} refuses: for a message that quotes what was refused. */
    public static String readable(String text) {
        StringBuilder readable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c) && isPair(text, i)) {
                readable.append(c).append(text.charAt(++i));
            } else {
                readable.append(c == '\0' || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return readable.toString();
    }

    private static boolean isPair(String text, int high) {
        return Character.isHighSurrogate(text.charAt(high))
                && high + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(high + 1));
    }

    /** Whether a text shows nothing: it is empty or all of it is white space, of whichever kind, or without width. */
    public static boolean isBlank(CharSequence text) {
        return text.codePoints().allMatch(Bounds::showsNothing);
    }

    private static boolean showsNothing(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.FORMAT;
    }

    /** The length of a text as people count it and PostgreSQL does: in code points. */
    public static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }

    /**
     * The number, without trailing zeros that exceed {@link #DECIMALS}. It is never expanded: {@code 1e1000000} costs nothing.
     *
     * @throws OutOfBounds where it has more than {@link #INTEGER_DIGITS} digits or more than {@link #DECIMALS} decimals
     */
    public static BigDecimal number(BigDecimal number) {
        BigDecimal significant = number.stripTrailingZeros();
        if ((long) significant.precision() - significant.scale() > INTEGER_DIGITS) {
            throw new OutOfBounds(
                    "digits", "a number has at most " + INTEGER_DIGITS + " digits before its decimal point");
        }
        if (significant.scale() > DECIMALS) {
            throw new OutOfBounds("digits", "a number has at most " + DECIMALS + " decimals");
        }
        return number.scale() > DECIMALS || number.scale() < -INTEGER_DIGITS ? significant : number;
    }

    /**
     * The number itself.
     *
     * @throws OutOfBounds where it has more than {@link #INTEGER_DIGITS} digits
     */
    public static BigInteger number(BigInteger number) {
        if (number.abs().compareTo(LIMIT) >= 0) {
            throw new OutOfBounds("digits", "a number has at most " + INTEGER_DIGITS + " digits");
        }
        return number;
    }

    /**
     * The instant itself.
     *
     * @throws OutOfBounds where it lies before {@link #FIRST_DAY} or after {@link #LAST_DAY}
     */
    public static Instant instant(Instant instant) {
        if (instant.isBefore(FIRST_INSTANT) || !instant.isBefore(AFTER_LAST_INSTANT)) {
            throw outsideYears("an instant");
        }
        return instant;
    }

    /**
     * The day itself.
     *
     * @throws OutOfBounds where it lies before {@link #FIRST_DAY} or after {@link #LAST_DAY}
     */
    public static LocalDate day(LocalDate day) {
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            throw outsideYears("a date");
        }
        return day;
    }

    /**
     * The month itself.
     *
     * @throws OutOfBounds where it lies before {@link #FIRST_DAY} or after {@link #LAST_DAY}
     */
    public static YearMonth month(YearMonth month) {
        year(month.getYear());
        return month;
    }

    /**
     * The year itself.
     *
     * @throws OutOfBounds where it lies before that of {@link #FIRST_DAY} or after that of {@link #LAST_DAY}
     */
    public static int year(int year) {
        if (year < FIRST_DAY.getYear() || year > LAST_DAY.getYear()) {
            throw outsideYears("a year");
        }
        return year;
    }

    private static OutOfBounds outsideYears(String what) {
        return new OutOfBounds(
                "years", what + " lies in the years " + FIRST_DAY.getYear() + " to " + LAST_DAY.getYear());
    }
}
