package io.plumbline.deploy.imports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads days and times in the formats that a mapping names, exactly: there is no 30 February. For one thread. */
final class Dates {

    /** A way of writing days or times; null where a text is not written so. */
    private interface Format {
        @Nullable Temporal read(String text);
    }

    private record Written(String format, Locale language) {}

    private static final Map<Written, Format> FORMATS = new ConcurrentHashMap<>();
    private static final Pattern YEAR_OR_QUOTED = Pattern.compile("'[^']*'|y");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,17}(?:\\.\\d{1,20})?");
    private static final String ISO = "ISO";
    private static final List<DateTimeFormatter> ISO_FORMATS = List.of(
            DateTimeFormatter.ISO_DATE_TIME.withResolverStyle(ResolverStyle.STRICT),
            DateTimeFormatter.ISO_LOCAL_DATE.withResolverStyle(ResolverStyle.STRICT));

    /** The first after the day that Excel holds for 29 February 1900, which there was not. */
    private static final int FIRST_TRUE_SERIAL = 61;

    private static final BigDecimal LAST_SERIAL = new BigDecimal(2_958_466);

    /** Moments of which day, month, year and hour could each be taken for another. */
    private static final List<LocalDateTime> SAMPLES = List.of(
            LocalDateTime.of(2001, 2, 3, 4, 5, 6),
            LocalDateTime.of(2010, 11, 12, 9, 8, 7),
            LocalDateTime.of(2024, 3, 5, 10, 11, 12));

    /** A file has few days and many rows; to see that a format does not fit takes longer than anything else in a row. */
    private static final int MOST_REMEMBERED = 20_000;

    private record Text(String value, @Nullable String format) {}

    private final Map<Text, Optional<Temporal>> remembered = new HashMap<>();
    private final List<String> usual;
    private final Locale language;
    private final ZoneId zone;

    /**
     * @param usual the formats for values whose field names none, besides the ISO ones
     * @param language of the names of months and days
     * @param zone of times that don't say theirs
     */
    Dates(List<String> usual, Locale language, ZoneId zone) {
        this.usual = Stream.concat(usual.stream(), Stream.of(ISO)).toList();
        this.language = language;
        this.zone = zone;
    }

    /**
     * A day, a time or a moment, as much as the value says; null where it is none.
     *
     * @param format the only one; null for the usual ones
     */
    @Nullable Temporal read(String value, @Nullable String format) {
        Text text = new Text(value, format);
        Optional<Temporal> known = remembered.get(text);
        if (known == null) {
            known = Optional.ofNullable(readAnew(text));
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(text, known);
        }
        return known.orElse(null);
    }

    private @Nullable Temporal readAnew(Text text) {
        String plain = SPACES.matcher(text.value()).replaceAll(" ");
        for (String each : text.format() == null ? usual : List.of(text.format())) {
            Temporal read = format(each, language).read(plain);
            if (read != null) {
                return read;
            }
        }
        return null;
    }

    /** @param there the zone in which a moment that says its own has its day */
    LocalDate day(Temporal read, ZoneId there) {
        return switch (read) {
            case LocalDate day -> day;
            case LocalDateTime time -> time.toLocalDate();
            case OffsetDateTime time -> time.atZoneSameInstant(there).toLocalDate();
            case ZonedDateTime time -> time.withZoneSameInstant(there).toLocalDate();
            default -> throw new IllegalArgumentException(read + " is neither day nor time");
        };
    }

    /** @param there the zone in which a day begins, with its first moment */
    Instant moment(Temporal read, ZoneId there) {
        return switch (read) {
            case LocalDate day -> day.atStartOfDay(there).toInstant();
            case LocalDateTime time -> time.atZone(zone).toInstant();
            case OffsetDateTime time -> time.toInstant();
            case ZonedDateTime time -> time.toInstant();
            default -> throw new IllegalArgumentException(read + " is neither day nor time");
        };
    }

    /** @throws ImportFailure where it is no format */
    static void requireFormat(String format, Locale language, Supplier<String> place) {
        try {
            format(format, language);
        } catch (IllegalArgumentException e) {
            throw new ImportFailure("%s: %s is no date format (%s).".formatted(place.get(), format, e.getMessage()), e);
        }
    }

    /** A text that two of the formats, the ISO ones among them, read as two different days; null where there is none. */
    static @Nullable String ambiguity(List<String> formats, Locale language) {
        List<String> all = Stream.concat(formats.stream(), Stream.of(ISO)).toList();
        for (LocalDateTime sample : SAMPLES) {
            for (String one : formats) {
                String text = format(one, language) instanceof Patterns patterns
                        ? patterns.write(sample)
                        : serial(one, sample);
                LocalDate asOne = utcDay(one, language, text);
                for (String other : all) {
                    LocalDate asOther = utcDay(other, language, text);
                    if (asOne != null && asOther != null && !asOne.equals(asOther)) {
                        return "'%s' is %s as %s and %s as %s".formatted(text, asOne, one, asOther, other);
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable LocalDate utcDay(String format, Locale language, String text) {
        Temporal read = format(format, language).read(text);
        return read == null ? null : new Dates(List.of(), language, ZoneOffset.UTC).day(read, ZoneOffset.UTC);
    }

    private static String serial(String format, LocalDateTime sample) {
        long seconds = sample.toEpochSecond(ZoneOffset.UTC);
        return Long.toString(
                switch (format) {
                    case "epoch-millis" -> seconds * 1000;
                    case "epoch-seconds" -> seconds;
                    default ->
                        sample.toLocalDate().toEpochDay()
                                - LocalDate.of(1899, 12, 30).toEpochDay();
                });
    }

    private static Format format(String format, Locale language) {
        return FORMATS.computeIfAbsent(new Written(format, language), of -> switch (of.format()) {
            case ISO -> new Patterns(ISO_FORMATS);
            case "excel" -> text -> serial(text, LocalDate.of(1899, 12, 30));
            case "excel-1904" -> text -> serial(text, LocalDate.of(1904, 1, 1));
            case "epoch-seconds" -> text -> epoch(text, BigDecimal.ONE);
            case "epoch-millis" -> text -> epoch(text, new BigDecimal(1000));
            default -> Patterns.of(of.format(), of.language());
        });
    }

    private static @Nullable Temporal serial(String text, LocalDate zero) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        BigDecimal serial = new BigDecimal(text);
        boolean true1900 = zero.getYear() > 1900 || serial.intValue() >= FIRST_TRUE_SERIAL || serial.intValue() < 60;
        if (serial.signum() < 0 || serial.compareTo(LAST_SERIAL) >= 0 || !true1900) {
            return null;
        }
        boolean before = zero.getYear() < 1900 && serial.intValue() < 60;
        LocalDate day = zero.plusDays(serial.intValue() + (before ? 1 : 0));
        BigDecimal time = serial.remainder(BigDecimal.ONE);
        return time.signum() == 0
                ? day
                : day.atStartOfDay()
                        .plusSeconds(time.multiply(new BigDecimal(86_400))
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValue());
    }

    private static @Nullable Temporal epoch(String text, BigDecimal perSecond) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        try {
            BigDecimal nanos = new BigDecimal(text).movePointRight(9).divide(perSecond, 0, RoundingMode.HALF_UP);
            BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.ONE.movePointRight(9));
            return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact())
                    .atOffset(ZoneOffset.UTC);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** Tried in turn. */
    private record Patterns(List<DateTimeFormatter> formatters) implements Format {

        static Patterns of(String pattern, Locale language) {
            List<DateTimeFormatter> formatters = new ArrayList<>();
            formatters.add(formatter(pattern, language));
            // September is Sep in America, and Sept elsewhere
            if (language.equals(Locale.ENGLISH) && pattern.contains("MMM")) {
                formatters.add(formatter(pattern, Locale.UK));
            }
            return new Patterns(formatters);
        }

        /** With the year as a number, since the strict way of reading knows no era. */
        private static DateTimeFormatter formatter(String pattern, Locale language) {
            String strict = YEAR_OR_QUOTED
                    .matcher(pattern)
                    .replaceAll(part -> part.group().equals("y") ? "u" : Matcher.quoteReplacement(part.group()));
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(strict)
                    .toFormatter(language)
                    .withResolverStyle(ResolverStyle.STRICT);
        }

        @Override
        public @Nullable Temporal read(String text) {
            for (DateTimeFormatter formatter : formatters) {
                try {
                    Temporal read = asMuchAs(formatter.parse(text));
                    if (read != null) {
                        return read;
                    }
                } catch (DateTimeParseException e) {
                    // another format may fit
                }
            }
            return null;
        }

        String write(LocalDateTime sample) {
            return sample.atZone(ZoneOffset.UTC).format(formatters.getFirst());
        }

        /**
         * {@code parseBest} would do this by one or two exceptions for each kind that it is not, which takes longer than
         * reading.
         */
        private static @Nullable Temporal asMuchAs(TemporalAccessor parsed) {
            LocalDate day = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneId region = parsed.query(TemporalQueries.zoneId());
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            if (day == null || time == null) {
                return day;
            }
            return region != null
                    ? ZonedDateTime.from(parsed)
                    : offset != null ? OffsetDateTime.of(day, time, offset) : LocalDateTime.of(day, time);
        }
    }
}
