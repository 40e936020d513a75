package io.plumbline.activity.visits;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.plumbline.platform.bounds.Bounds;
import io.plumbline.platform.bounds.OutOfBounds;
import io.plumbline.platform.write.command.CommandRejected;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.IsoFields;

/**
 * A week of ISO 8601, Monday to Sunday.
 *
 * @param monday its first day
 */
record Week(LocalDate monday) {

    private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_WEEK_DATE;

    Week {
        if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new IllegalArgumentException("a week begins on a Monday");
        }
    }

    /** @throws CommandRejected where {@code text} is no week such as {@code 2024-W28} */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Week of(String text) {
        try {
            return new Week(Bounds.day(LocalDate.parse(text + "-1", ISO)));
        } catch (DateTimeParseException | OutOfBounds e) {
            throw CommandRejected.invalid("iso-week", "week", "a week is written as 2024-W28");
        }
    }

    LocalDate sunday() {
        return monday.plusDays(6);
    }

    boolean contains(LocalDate day) {
        return !day.isBefore(monday) && !day.isAfter(sunday());
    }

    @JsonValue
    @Override
    public String toString() {
        return "%d-W%02d"
                .formatted(monday.get(IsoFields.WEEK_BASED_YEAR), monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
