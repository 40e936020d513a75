package io.plumbline.goal.values;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.plumbline.platform.write.command.CommandRejected;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Days from the first to the last, both included. */
public record Period(LocalDate from, LocalDate to) {

    /** @throws CommandRejected where it ends before it begins */
    public Period {
        if (to.isBefore(from)) {
            throw CommandRejected.invalid(
                    "period-order", "period", "the period ends on " + to + ", before it begins on " + from);
        }
    }

    @JsonIgnore
    public long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** Months begun, so that 2024-07-01 to 2024-09-30 has three. */
    @JsonIgnore
    public int months() {
        return Math.toIntExact(ChronoUnit.MONTHS.between(from, to.plusDays(1)) + (wholeMonths() ? 0 : 1));
    }

    private boolean wholeMonths() {
        return from.plusMonths(ChronoUnit.MONTHS.between(from, to.plusDays(1))).equals(to.plusDays(1));
    }

    public boolean isWithin(Period other) {
        return !from.isBefore(other.from) && !to.isAfter(other.to);
    }

    public boolean overlaps(Period other) {
        return !from.isAfter(other.to) && !other.from.isAfter(to);
    }

    /** Whether four fifths of the days or more have passed before {@code day} begins. */
    public boolean isInLastFifth(LocalDate day) {
        return 5 * ChronoUnit.DAYS.between(from, day) >= 4 * days();
    }

    @Override
    public String toString() {
        return from + " to " + to;
    }
}
