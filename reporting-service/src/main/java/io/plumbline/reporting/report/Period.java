package io.plumbline.reporting.report;

import io.plumbline.platform.bounds.Bounds;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Days from the first to the last, both included, each in the time zone of the territory that a figure belongs to. They are
 * given as such or by name.
 *
 * @param fiscalYear the calendar year in which it begins
 * @param fiscalYearStart its first month, 1 to 12; by default that of the setting
 *     {@code plumbline.reports.fiscal-year-start}
 * @param quarter of the fiscal year, 1 to 4; without one all of it is meant
 * @param month such as 2024-07
 * @param week an ISO week such as 2024-W07
 */
public record Period(
        @Parameter(description = "first day; or a fiscal year, a month or a week is given")
        @NotNull(message = "a first day is needed, or a fiscal year, a month or a week") LocalDate from,

        @Parameter(description = "last day, included")
        @NotNull(message = "a last day is needed, or a fiscal year, a month or a week") LocalDate to,

        @Parameter(description = "the calendar year in which it begins") @Nullable FiscalYear fiscalYear,

        @Parameter(description = "the first month of fiscal years, 1 to 12") @Nullable @Min(1) @Max(12) Integer fiscalYearStart,

        @Parameter(description = "of the fiscal year; all of it by default") @Nullable @Min(1) @Max(4) Integer quarter,

        @Parameter(description = "such as 2024-07") @Nullable YearMonth month,

        @Parameter(description = "an ISO week such as 2024-W07")
        @Nullable @Pattern(regexp = "\\d{4}-W\\d{2}", message = "a week is such as 2024-W07") String week) {

    private record Days(LocalDate first, LocalDate last) {}

    @SuppressWarnings("ConstantValue") // until it is validated, a bound period may lack an end
    public Period {
        Days named = named(fiscalYear, fiscalYearStart, quarter, month, week);
        if (named != null && from == null && to == null) {
            from = named.first();
            to = named.last();
        }
    }

    public Period(LocalDate from, LocalDate to) {
        this(from, to, null, null, null, null, null);
    }

    /** Asked of a bound request only; elsewhere both are there. */
    @AssertTrue(message = "the period ends before it begins") @SuppressWarnings("ConstantValue") // until it is validated, a bound period may lack an end
    public boolean isOrdered() {
        return from == null || to == null || !to.isBefore(from);
    }

    /** Whether the period is given in one way only. */
    @AssertTrue(message = "the days, the fiscal year, the month and the week do not mean the same period") public boolean isUnambiguous() {
        Days year = named(fiscalYear, fiscalYearStart, quarter, null, null);
        return isSame(year)
                && isSame(named(null, null, null, month, null))
                && isSame(named(null, null, null, null, week))
                && (fiscalYear != null || quarter == null);
    }

    /** Days that are named by a week, a month or a year lie within the bounds of those that are given as such. */
    @AssertTrue(message = "the period lies in the years 1000 to 8999") @SuppressWarnings("ConstantValue") // until it is validated, a bound period may lack an end
    public boolean isWithinYears() {
        return from == null || to == null || !from.isBefore(Bounds.FIRST_DAY) && !to.isAfter(Bounds.LAST_DAY);
    }

    private boolean isSame(@Nullable Days named) {
        return named == null || named.first().equals(from) && named.last().equals(to);
    }

    private static @Nullable Days named(
            @Parameter(description = "the calendar year in which it begins") @Nullable FiscalYear fiscalYear,
            @Nullable Integer fiscalYearStart,
            @Nullable Integer quarter,
            @Parameter(description = "such as 2024-07") @Nullable YearMonth month,
            @Nullable String week) {
        try {
            if (fiscalYear != null) {
                FiscalYear year =
                        fiscalYearStart == null ? fiscalYear : fiscalYear.beginning(Month.of(fiscalYearStart));
                LocalDate first = year.firstDayOf(quarter == null ? 1 : quarter);
                return new Days(
                        first, first.plusMonths(quarter == null ? 12 : 3).minusDays(1));
            }
            if (month != null) {
                return new Days(month.atDay(1), month.atEndOfMonth());
            }
            if (week != null) {
                LocalDate monday = LocalDate.parse(week + "-1", DateTimeFormatter.ISO_WEEK_DATE);
                return new Days(monday, monday.plusDays(6));
            }
        } catch (DateTimeException e) {
            // no such month or week: then the period lacks its days, which is what validation says
            return null;
        }
        return null;
    }
}
