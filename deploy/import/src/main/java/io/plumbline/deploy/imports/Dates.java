package io.plumbline.deploy.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads days and times in the formats that a mapping names, exactly: there is no 30 February. */
final class Dates {

    private static final Map<String, DateTimeFormatter> FORMATS = new ConcurrentHashMap<>();
    private static final Pattern YEAR_OR_QUOTED = Pattern.compile("'[^']*'|y");
    private static final List<DateTimeFormatter> ISO = List.of(
            DateTimeFormatter.ISO_DATE_TIME.withResolverStyle(ResolverStyle.STRICT),
            DateTimeFormatter.ISO_LOCAL_DATE.withResolverStyle(ResolverStyle.STRICT));

    private final List<DateTimeFormatter> usual;
    private final ZoneId zone;

    /** @param usual the formats for values whose field names none, besides the ISO ones */
    Dates(List<String> usual, ZoneId zone) {
        List<DateTimeFormatter> formats = new ArrayList<>();
        usual.forEach(format -> formats.add(format(format)));
        formats.addAll(ISO);
        this.usual = List.copyOf(formats);
        this.zone = zone;
    }

    /** A day; of a moment, the day that it has in the mapping's time zone. Null where it is none. */
    @Nullable LocalDate day(String value, @Nullable String format) {
        return switch (parse(value, format)) {
            case LocalDate day -> day;
            case LocalDateTime time -> time.toLocalDate();
            case OffsetDateTime time -> time.atZoneSameInstant(zone).toLocalDate();
            case ZonedDateTime time -> time.withZoneSameInstant(zone).toLocalDate();
            case null, default -> null;
        };
    }

    /** A moment; a day begins with its first one, in the mapping's time zone. Null where it is none. */
    @Nullable Instant moment(String value, @Nullable String format) {
        return switch (parse(value, format)) {
            case LocalDate day -> day.atStartOfDay(zone).toInstant();
            case LocalDateTime time -> time.atZone(zone).toInstant();
            case OffsetDateTime time -> time.toInstant();
            case ZonedDateTime time -> time.toInstant();
            case null, default -> null;
        };
    }

    private @Nullable Temporal parse(String value, @Nullable String format) {
        for (DateTimeFormatter formatter : format == null ? usual : List.of(format(format))) {
            try {
                Temporal read = asMuchAs(formatter.parse(value));
                if (read != null) {
                    return read;
                }
            } catch (DateTimeParseException e) {
                // another format may fit
            }
        }
        return null;
    }

    /** {@code parseBest} would do this by one or two exceptions for each kind that it is not, which takes longer than reading. */
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

    /** @throws ImportFailure where it is no format */
    static void requireFormat(String format, Supplier<String> place) {
        try {
            format(format);
        } catch (IllegalArgumentException e) {
            throw new ImportFailure("%s: %s is no date format (%s).".formatted(place.get(), format, e.getMessage()), e);
        }
    }

    /** With the year as a number, since the strict way of reading knows no era. */
    private static DateTimeFormatter format(String format) {
        return FORMATS.computeIfAbsent(
                format,
                pattern -> DateTimeFormatter.ofPattern(
                                YEAR_OR_QUOTED
                                        .matcher(pattern)
                                        .replaceAll(part -> part.group().equals("y")
                                                ? "u"
                                                : Matcher.quoteReplacement(part.group())),
                                Locale.ENGLISH)
                        .withResolverStyle(ResolverStyle.STRICT));
    }
}
